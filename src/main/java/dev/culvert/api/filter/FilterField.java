package dev.culvert.api.filter;

import tools.jackson.core.JsonPointer;

/**
 * A field by which a list can be filtered.
 *
 * @param name as it stands after {@code obj.}
 * @param place where its value is in the JSON of an element
 * @param kind what it holds
 * @param searchable whether a part of its text may be asked for; not of what is random, such as an id
 */
public record FilterField(String name, JsonPointer place, Kind kind, boolean searchable) {

    /** Text that people write. */
    public static FilterField text(String name) {
        return new FilterField(name, JsonPointer.compile("/" + name.replace('.', '/')), Kind.TEXT, true);
    }

    /** Text that stands elsewhere than its name says. */
    public static FilterField text(String name, String place) {
        return new FilterField(name, JsonPointer.compile(place), Kind.TEXT, true);
    }

    /** A random text, such as an id. */
    public static FilterField id(String name, String place) {
        return new FilterField(name, JsonPointer.compile(place), Kind.TEXT, false);
    }

    /** A moment. */
    public static FilterField moment(String name) {
        return new FilterField(name, JsonPointer.compile("/" + name), Kind.MOMENT, false);
    }

    /** True or false. */
    public static FilterField flag(String name) {
        return new FilterField(name, JsonPointer.compile("/" + name), Kind.FLAG, false);
    }
}
