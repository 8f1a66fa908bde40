package dev.culvert.api.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a JSON value, in the words of JSON Schema 2020-12 as OpenAPI 3.1 takes them. Immutable; any thread may
 * use it.
 */
public final class Schema {

    private static final String PLACE = "#/components/schemas/";
    private static final String TYPE = "type";
    private static final String PROPERTIES = "properties";

    private final ObjectNode json;
    private final @Nullable String name;
    private final SortedMap<String, Schema> parts;

    private Schema(ObjectNode json, @Nullable String name, SortedMap<String, Schema> parts) {
        this.json = json;
        this.name = name;
        this.parts = parts;
    }

    private static Schema of(String type) {
        return new Schema(JsonNodeFactory.instance.objectNode().put(TYPE, type), null, new TreeMap<>());
    }

    /** A string. */
    public static Schema text() {
        return of("string");
    }

    /** A moment as RFC 3339 writes it. */
    public static Schema time() {
        return text().put("format", "date-time");
    }

    /** One of these strings. */
    public static Schema choice(String... values) {
        Schema schema = text();
        ArrayNode list = schema.json.putArray("enum");
        List.of(values).forEach(list::add);
        return schema;
    }

    /** A whole number. */
    public static Schema whole() {
        return of("integer");
    }

    /** A number. */
    public static Schema number() {
        return of("number");
    }

    /** True or false. */
    public static Schema flag() {
        return of("boolean");
    }

    /** Any JSON value at all. */
    public static Schema anything() {
        return new Schema(JsonNodeFactory.instance.objectNode(), null, new TreeMap<>());
    }

    /** Null, and nothing else. */
    public static Schema nothing() {
        return of("null");
    }

    /** An object whose fields have any names and such values. */
    public static Schema mapOf(Schema value) {
        Schema schema = of("object");
        schema.json.set("additionalProperties", value.use());
        return schema.knowing(value);
    }

    /** An array of such values. */
    public static Schema listOf(Schema element) {
        Schema schema = of("array");
        schema.json.set("items", element.use());
        return schema.knowing(element);
    }

    /** An object, as yet without a field. */
    public static Schema object() {
        Schema schema = of("object");
        schema.json.putObject(PROPERTIES);
        return schema;
    }

    /** With a field that is always there. */
    public Schema with(String field, Schema value) {
        Schema copy = maybe(field, value);
        copy.json.withArray("required").add(field);
        return copy;
    }

    /** With a field that may be missing. */
    public Schema maybe(String field, Schema value) {
        Schema copy = copy(name);
        ((ObjectNode) copy.json.path(PROPERTIES)).set(field, value.use());
        return copy.knowing(value);
    }

    /** In which nothing but the declared fields may stand. */
    public Schema closed() {
        Schema copy = copy(name);
        copy.json.put("additionalProperties", false);
        return copy;
    }

    /** In which any other fields may stand. */
    public Schema extended() {
        Schema copy = copy(name);
        copy.json.put("additionalProperties", true);
        return copy;
    }

    /** Which may also be null. */
    public Schema orNull() {
        Schema copy = anything();
        ArrayNode either = copy.json.putArray("anyOf");
        either.add(use());
        either.addObject().put(TYPE, "null");
        return copy.knowing(this);
    }

    /** Either of two. */
    public Schema or(Schema other) {
        Schema copy = anything();
        copy.json.putArray("anyOf").add(use()).add(other.use());
        return copy.knowing(this).knowing(other);
    }

    /** With a sentence about its meaning. */
    public Schema described(String sentence) {
        return put("description", sentence);
    }

    /** Under a name, by which the document refers to it. */
    public Schema named(String newName) {
        return copy(newName);
    }

    /** The names of an object's fields. */
    public List<String> fields() {
        return List.copyOf(json.path(PROPERTIES).propertyNames());
    }

    /** How it stands where it is used: by its name if it has one. */
    public ObjectNode use() {
        return name == null
                ? json.deepCopy()
                : JsonNodeFactory.instance.objectNode().put("$ref", PLACE + name);
    }

    /** Adds what has a name, this and what it is made of, to a document's components. */
    public void collect(Map<String, ObjectNode> components) {
        if (name != null) {
            components.put(name, json.deepCopy());
        }
        new ArrayList<>(parts.values()).forEach(part -> part.collect(components));
    }

    private Schema put(String key, String value) {
        Schema copy = copy(name);
        copy.json.put(key, value);
        return copy;
    }

    private Schema copy(@Nullable String newName) {
        return new Schema(json.deepCopy(), newName, new TreeMap<>(parts));
    }

    private Schema knowing(Schema part) {
        if (part.name == null) {
            parts.putAll(part.parts);
        } else {
            parts.put(part.name, part);
        }
        return this;
    }
}
