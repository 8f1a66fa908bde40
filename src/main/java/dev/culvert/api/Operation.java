package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path: what it takes, what it answers and how it may fail, declared where it is served. The request is
 * held against this before the route sees it, and {@code /openapi.json} is written from it. Not changed once it is served.
 */
final class Operation {

    /** The part of a path that stands for something, such as {@code {id}}. */
    static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Method method;
    private final String path;
    private final String id;
    private final Route route;
    private final List<Parameter> parameters = new ArrayList<>();
    private final SortedMap<Integer, SortedSet<String>> errors = new TreeMap<>();
    private String summary = "";
    private boolean open;
    private boolean declared = true;
    private @Nullable Schema body;
    private @Nullable Schema answer;
    private String answerType = Answer.CONTENT_TYPE;
    private int status = 200;
    private int otherStatus;

    private Operation(Method method, String path, String id, Route route) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.route = route;
    }

    /**
     * A method of a path.
     *
     * @param path with places such as {@code {id}}
     * @param id a name for programs, unique among all operations
     */
    static Operation of(Method method, String path, String id, Route route) {
        return new Operation(method, path, id, route);
    }

    /** One whose class does not declare it: whatever the route itself takes and answers. */
    static Operation undeclared(Method method, String path, Route route) {
        String id = method.text().toLowerCase(Locale.ROOT)
                + PLACE.matcher(path).replaceAll("$1").replaceAll("\\W", "_");
        Operation operation = of(method, path, id, route);
        operation.declared = false;
        return operation;
    }

    static Operation get(String path, String id, Route route) {
        return of(Method.GET, path, id, route);
    }

    static Operation post(String path, String id, Route route) {
        return of(Method.POST, path, id, route);
    }

    static Operation patch(String path, String id, Route route) {
        return of(Method.PATCH, path, id, route);
    }

    static Operation delete(String path, String id, Route route) {
        return of(Method.DELETE, path, id, route).answersNothing();
    }

    /** What it does, as one sentence. */
    Operation says(String sentence) {
        summary = sentence;
        return this;
    }

    /** Anybody on this machine may call it, without the key. */
    Operation openToAll() {
        open = true;
        return this;
    }

    /** Parameters after the question mark; no others are accepted. */
    Operation takes(Parameter... more) {
        parameters.addAll(Arrays.asList(more));
        return this;
    }

    /** The body that it wants. */
    Operation wants(Schema shape) {
        body = shape;
        return this;
    }

    /** What it answers when all went well. */
    Operation answers(int code, Schema shape) {
        status = code;
        answer = shape;
        return this;
    }

    /** Another status with which it answers the same. */
    Operation orAnswers(int code) {
        otherStatus = code;
        return this;
    }

    /** What it answers when all went well, as something else than JSON. */
    Operation answers(int code, String mediaType) {
        status = code;
        answer = Schema.text();
        answerType = mediaType;
        return this;
    }

    /** It answers without a body. */
    Operation answersNothing() {
        status = 204;
        return this;
    }

    /** How it may fail, beyond what can befall every request: see {@link #failures()}. */
    Operation fails(int code, String... errorCodes) {
        errors.computeIfAbsent(code, key -> new TreeSet<>()).addAll(Arrays.asList(errorCodes));
        return this;
    }

    Method method() {
        return method;
    }

    String path() {
        return path;
    }

    String id() {
        return id;
    }

    String summary() {
        return summary;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether its class says what it takes and answers. */
    boolean isDeclared() {
        return declared;
    }

    Route route() {
        return route;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    @Nullable Schema body() {
        return body;
    }

    /** The statuses with which it answers when all went well. */
    List<Integer> statuses() {
        return otherStatus == 0 ? List.of(status) : List.of(status, otherStatus);
    }

    @Nullable Schema answer() {
        return answer;
    }

    String answerType() {
        return answerType;
    }

    /** The names of the path's places. */
    List<String> places() {
        Matcher matcher = PLACE.matcher(path);
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Every name that may stand after the question mark. */
    String[] parameterNames() {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : parameters) {
            names.add(parameter.name());
            names.addAll(parameter.otherNames());
        }
        return names.toArray(String[]::new);
    }

    /** Every error code that it can give, by HTTP status. */
    SortedMap<Integer, SortedSet<String>> failures() {
        SortedMap<Integer, SortedSet<String>> all = CommonFailures.of(this);
        errors.forEach((code, codes) ->
                all.computeIfAbsent(code, key -> new TreeSet<>()).addAll(codes));
        return all;
    }
}
