package dev.culvert.events;

import dev.culvert.policy.expression.ObjectFilters.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the object of {@code tcp_connection_closed.v0}: ngrok's (NGROK.md 6.3) and Culvert's own (SPEC.md section 4).
 * A subscription may choose among them, and filter by those with a type; ngrok filters by fewer.
 */
public enum EventField {
    /** Client to endpoint. */
    BYTES_IN("conn.bytes_in", Kind.NUMBER),
    /** Endpoint to client. */
    BYTES_OUT("conn.bytes_out", Kind.NUMBER),
    /** Who connected. */
    CLIENT_IP("conn.client_ip", Kind.TEXT),
    /** The client's port. */
    CLIENT_PORT("conn.client_port", Kind.NUMBER),
    /** How long the upstream took to answer; 0 in filters where it did not. */
    CONNECT_MS("conn.connect_ms", Kind.NUMBER),
    /** How long it was open. */
    DURATION_MS("conn.duration_ms", Kind.NUMBER),
    /** When it ended. */
    END_TS("conn.end_ts", Kind.MOMENT),
    /** The connection's id. */
    ID("conn.id", Kind.TEXT),
    /** The address it was accepted on. */
    SERVER_IP("conn.server_ip", Kind.TEXT),
    /** The host of the endpoint's URL. */
    SERVER_NAME("conn.server_name", Kind.TEXT),
    /** The port it was accepted on. */
    SERVER_PORT("conn.server_port", Kind.NUMBER),
    /** When it began. */
    START_TS("conn.start_ts", Kind.MOMENT),
    /** Why it ended. */
    CLOSE_REASON("close_reason", Kind.TEXT),
    /** The endpoint's id. */
    ENDPOINT_ID("endpoint.id", Kind.TEXT),
    /** The endpoint's name. */
    ENDPOINT_NAME("endpoint.name", Kind.TEXT),
    /** The endpoint's URL. */
    ENDPOINT_URL("endpoint.url", Kind.TEXT),
    /** What went wrong. */
    ERROR("error", Kind.TEXT),
    /** {@code allow} or {@code block}, where {@code restrict-ips} decided. */
    IP_POLICY_DECISION("ip_policy.decision", Kind.TEXT),
    /** The rule that decided. */
    RULE("rule", Kind.TEXT),
    /** What {@code log} actions added. */
    LOGS("traffic_policy.logs", null),
    /** Where it was forwarded to. */
    UPSTREAM("upstream", Kind.TEXT);

    private final String path;
    private final @Nullable Kind kind;

    EventField(String path, @Nullable Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** The field with that path, if there is one. */
    public static Optional<EventField> find(String path) {
        return Arrays.stream(values()).filter(f -> f.path.equals(path)).findFirst();
    }

    /** All paths, in the order of the alphabet. */
    public static List<String> paths() {
        return Arrays.stream(values()).map(EventField::path).sorted().toList();
    }

    /** The fields that filters may read, with their types. */
    static Map<String, Kind> filterable() {
        return Arrays.stream(values())
                .filter(EventField::isFilterable)
                .collect(Collectors.toMap(EventField::path, f -> f.kind == null ? Kind.TEXT : f.kind));
    }

    /** The place in the object, {@code conn.client_ip}. */
    public String path() {
        return path;
    }

    /** Whether filters may read it. */
    public boolean isFilterable() {
        return kind != null;
    }

    /** What a filter finds where there is nothing. */
    Object nothing() {
        return kind == Kind.NUMBER ? (Object) 0L : "";
    }
}
