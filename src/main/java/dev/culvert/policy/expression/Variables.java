package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.culvert.policy.document.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every variable that a connection, a request or a response has. Each is declared under its dotted name, so that a misspelt one is found when
 * the policy is checked; {@code conn.client_ip} is a text and also the beginning of others' names.
 */
public final class Variables {

    /** The action that gives {@code conn.tls.*}. */
    public static final String TLS_GIVER = "terminate-tls";

    /** What {@code has(x)} becomes: a boolean variable of this name. */
    static final String HAS = "@has.";

    private static final String REQUEST = "req";
    private static final String RESPONSE = "res";
    private static final String RESULTS = "actions.ngrok.";
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final List<Variable> ALL = gather();
    private static final Map<String, Function<Scope, @Nullable Object>> VALUES = values();

    private Variables() {}

    /** All of them, for completion and help. */
    public static List<Variable> all() {
        return ALL;
    }

    /** The one whose name is most like a misspelt one; empty if none is. */
    public static Optional<String> nearest(String misspelt) {
        return Nearest.to(misspelt, ALL.stream().map(Variable::name).toList());
    }

    /** Whether a variable needs a database of places. */
    public static boolean needsGeo(String name) {
        return name.contains(".geo.") || name.contains(".as.");
    }

    /** Whether a variable needs lists of known addresses, which Culvert does not have. */
    public static boolean needsIntelligence(String name) {
        return name.endsWith(".categories") || name.endsWith(".is_on_blocklist") || name.endsWith(".is_tor_node");
    }

    /** Whether a variable has a value only after {@code terminate-tls}. */
    public static boolean needsTls(String name) {
        return name.startsWith("conn.tls.");
    }

    /** Whether a variable is known only where there is a request: in {@code on_http_request} and {@code on_http_response}. */
    public static boolean needsRequest(String name) {
        return name.equals(REQUEST) || name.startsWith(REQUEST + ".");
    }

    /** Whether a variable is known only in {@code on_http_response}. */
    public static boolean needsResponse(String name) {
        return name.equals(RESPONSE) || name.startsWith(RESPONSE + ".");
    }

    /** Whether a variable is known in a phase. */
    public static boolean isKnownIn(Phase phase, String name) {
        return switch (phase) {
            case ON_TCP_CONNECT -> !needsRequest(name) && !needsResponse(name);
            case ON_HTTP_REQUEST -> !needsResponse(name);
            case ON_HTTP_RESPONSE, ON_EVENT_STREAM_MESSAGE -> true;
        };
    }

    /** Whether a variable has a value only when the request's body has come, which no policy waits for. */
    public static boolean needsBody(String name) {
        return name.equals("req.ts.body_received");
    }

    /** Whether a variable is always 0 or empty in a phase, because what it counts or holds comes later. */
    public static boolean isTooEarly(Phase phase, String name) {
        return switch (name) {
            case "conn.bytes_in", "conn.bytes_out" -> phase == Phase.ON_TCP_CONNECT;
            case "req.trailers" -> phase == Phase.ON_HTTP_REQUEST;
            case "res.trailers" -> true;
            default -> false;
        };
    }

    /** Whether a variable has a value only for clients in Kubernetes. */
    public static boolean needsKubernetes(String name) {
        return name.startsWith("conn.k8s.");
    }

    /** The type of the action that gives a variable its value; empty if it has one from the start. */
    public static Optional<String> giver(String name) {
        if (needsTls(name)) {
            return Optional.of(TLS_GIVER);
        }
        return name.startsWith(RESULTS)
                ? Optional.of(
                        name.substring(RESULTS.length()).split("\\.", 2)[0].replace('_', '-'))
                : Optional.empty();
    }

    /** Whether a name is what {@code has(x)} became. */
    public static boolean isQuestion(String name) {
        return name.startsWith(HAS);
    }

    /** What {@code has(x)} asks for; any other name is itself. */
    public static String asked(String name) {
        return isQuestion(name) ? name.substring(HAS.length()) : name;
    }

    /** Whether a variable is an action's result. */
    public static boolean isResult(String name) {
        return name.startsWith(RESULTS) || name.startsWith(HAS + RESULTS);
    }

    /** The value of a declared name; empty if it has none now. */
    public static Optional<Object> find(String name, Scope scope) {
        Function<Scope, @Nullable Object> value = VALUES.get(name);
        return value == null ? Optional.empty() : Optional.ofNullable(value.apply(scope));
    }

    static Set<String> questions() {
        Set<String> names = new HashSet<>(VALUES.keySet());
        names.removeIf(n -> !n.startsWith(HAS));
        return Set.copyOf(names);
    }

    private static List<Variable> gather() {
        List<Variable> all = new ArrayList<>(ConnectionVariables.all());
        all.addAll(TlsVariables.all());
        all.addAll(RequestVariables.all());
        all.addAll(ResponseVariables.all());
        result(all, "restrict_ips.action", SimpleType.STRING, "allow or deny");
        result(all, "restrict_ips.matched_cidr", SimpleType.STRING, "The network that decided; empty if none");
        result(all, "rate_limit.bucket_key", SimpleType.STRING, "What was counted");
        result(all, "rate_limit.limited", SimpleType.BOOL, "Whether there were too many");
        result(all, "limit_connections.bucket_key", SimpleType.STRING, "What was counted");
        result(all, "limit_connections.limited", SimpleType.BOOL, "Whether too many were open");
        result(all, "forward_internal.url", SimpleType.STRING, "Where it could not be forwarded to");
        result(all, "log.metadata", MapType.create(SimpleType.STRING, SimpleType.DYN), "What was logged last");
        result(all, "redirect.matches", TEXTS, "What was matched in the URL");
        result(all, "redirect.url", SimpleType.STRING, "Where the client was sent to");
        result(all, "url_rewrite.matches", TEXTS, "What was matched in the URL");
        result(all, "url_rewrite.url", SimpleType.STRING, "The URL after it");
        result(all, "add_headers.headers_added", MapType.create(SimpleType.STRING, SimpleType.DYN), "What was added");
        result(all, "remove_headers.headers_removed", TEXTS, "The names of those that were there");
        result(all, "basic_auth.credentials.presented", SimpleType.BOOL, "Whether a name and a password were brought");
        result(all, "basic_auth.credentials.username", SimpleType.STRING, "The name that was brought");
        result(all, "basic_auth.credentials.authorized", SimpleType.BOOL, "Whether they were among those allowed");
        for (String action : List.of(
                "restrict_ips", "rate_limit", "limit_connections", "forward_internal", "redirect", "url_rewrite")) {
            result(all, action + ".error.code", SimpleType.STRING, "The code of what went wrong");
            result(all, action + ".error.message", SimpleType.STRING, "What went wrong");
        }
        all.sort(Comparator.comparing(Variable::name));
        return List.copyOf(all);
    }

    private static void result(List<Variable> all, String name, CelType type, String help) {
        all.add(new Variable(RESULTS + name, type, help, s -> s.result(name)));
    }

    private static Map<String, Function<Scope, @Nullable Object>> values() {
        Map<String, Function<Scope, @Nullable Object>> values = new HashMap<>();
        Map<String, List<Variable>> parts = new HashMap<>();
        for (Variable variable : ALL) {
            values.put(variable.name(), variable.value());
            for (String name = variable.name(); name.contains("."); name = name.substring(0, name.lastIndexOf('.'))) {
                parts.computeIfAbsent(name, n -> new ArrayList<>()).add(variable);
            }
        }
        parts.forEach((name, under) -> values.put(
                HAS + name, s -> under.stream().anyMatch(v -> v.value().apply(s) != null)));
        return Map.copyOf(values);
    }
}
