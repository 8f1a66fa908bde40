package dev.culvert.events;

import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.ObjectFilters.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the objects of {@code tcp_connection_closed.v0} and {@code http_request_complete.v0}: ngrok's (NGROK.md 6.3 and
 * its reference of event types) and Culvert's own (SPEC.md section 4). A subscription may choose among them, and filter by those
 * with a type; ngrok filters by fewer. Headers are not among them: the history does not keep them.
 */
public enum EventField {
    /** Client to endpoint. */
    BYTES_IN("conn.bytes_in", Kind.NUMBER, Of.CONNECTIONS),
    /** Endpoint to client. */
    BYTES_OUT("conn.bytes_out", Kind.NUMBER, Of.CONNECTIONS),
    /** Who connected. */
    CLIENT_IP("conn.client_ip", Kind.TEXT, Of.BOTH),
    /** The client's port. */
    CLIENT_PORT("conn.client_port", Kind.NUMBER, Of.BOTH),
    /** How long the upstream took to answer; 0 in filters where it did not. */
    CONNECT_MS("conn.connect_ms", Kind.NUMBER, Of.CONNECTIONS),
    /** How long the first bytes were waited for, to see whether they are HTTP; 0 in filters where nobody looked. */
    SNIFF_MS("conn.sniff_ms", Kind.NUMBER, Of.CONNECTIONS),
    /** How long it was open. */
    DURATION_MS("conn.duration_ms", Kind.NUMBER, Of.CONNECTIONS),
    /** When it ended. */
    END_TS("conn.end_ts", Kind.MOMENT, Of.CONNECTIONS),
    /** The connection's id. */
    ID("conn.id", Kind.TEXT, Of.BOTH),
    /** The address it was accepted on. */
    SERVER_IP("conn.server_ip", Kind.TEXT, Of.BOTH),
    /** The host of the endpoint's URL. */
    SERVER_NAME("conn.server_name", Kind.TEXT, Of.BOTH),
    /** The port it was accepted on. */
    SERVER_PORT("conn.server_port", Kind.NUMBER, Of.BOTH),
    /** When it began. */
    START_TS("conn.start_ts", Kind.MOMENT, Of.BOTH),
    /** {@code block}, where {@code basic-auth} decided. */
    BASIC_AUTH_DECISION("basic_auth.decision", Kind.TEXT, Of.REQUESTS),
    /** Why it ended. */
    CLOSE_REASON("close_reason", Kind.TEXT, Of.CONNECTIONS),
    /** The endpoint's id. */
    ENDPOINT_ID("endpoint.id", Kind.TEXT, Of.BOTH),
    /** The endpoint's name. */
    ENDPOINT_NAME("endpoint.name", Kind.TEXT, Of.BOTH),
    /** The endpoint's URL. */
    ENDPOINT_URL("endpoint.url", Kind.TEXT, Of.BOTH),
    /** What went wrong. */
    ERROR("error", Kind.TEXT, Of.BOTH),
    /** From the request's first byte to the answer's last. */
    HTTP_DURATION_MS("http.duration_ms", Kind.NUMBER, Of.REQUESTS),
    /** The bytes of the request's body. */
    REQUEST_BODY_LENGTH("http.request.body_length", Kind.NUMBER, Of.REQUESTS),
    /** When the request began. */
    REQUEST_FIRST_BYTE_TS("http.request.first_byte_ts", Kind.MOMENT, Of.REQUESTS),
    /** The request's id. */
    REQUEST_ID("http.request.id", Kind.TEXT, Of.REQUESTS),
    /** The method, as it was sent. */
    REQUEST_METHOD("http.request.method", Kind.TEXT, Of.REQUESTS),
    /** The host that was asked for, with the port if it was named. */
    REQUEST_HOST("http.request.url.host", Kind.TEXT, Of.REQUESTS),
    /** The path. */
    REQUEST_PATH("http.request.url.path", Kind.TEXT, Of.REQUESTS),
    /** The query, without its question mark. */
    REQUEST_QUERY("http.request.url.query", Kind.TEXT, Of.REQUESTS),
    /** The whole URL. */
    REQUEST_RAW("http.request.url.raw", Kind.TEXT, Of.REQUESTS),
    /** {@code http} or {@code https}. */
    REQUEST_SCHEME("http.request.url.scheme", Kind.TEXT, Of.REQUESTS),
    /** The User-Agent header. */
    REQUEST_USER_AGENT("http.request.user_agent", Kind.TEXT, Of.REQUESTS),
    /** {@code HTTP/1.1} or {@code HTTP/1.0}. */
    REQUEST_VERSION("http.request.version", Kind.TEXT, Of.REQUESTS),
    /** The bytes of the answer's body that were sent. */
    RESPONSE_BODY_LENGTH("http.response.body_length", Kind.NUMBER, Of.REQUESTS),
    /** When the head of the answer was there. */
    RESPONSE_FIRST_BYTE_TS("http.response.first_byte_ts", Kind.MOMENT, Of.REQUESTS),
    /** When the answer was sent. */
    RESPONSE_LAST_BYTE_TS("http.response.last_byte_ts", Kind.MOMENT, Of.REQUESTS),
    /** The answer's status; 0 in filters where there was none. */
    RESPONSE_STATUS_CODE("http.response.status_code", Kind.NUMBER, Of.REQUESTS),
    /** {@code allow} or {@code block}, where {@code restrict-ips} decided. */
    IP_POLICY_DECISION("ip_policy.decision", Kind.TEXT, Of.BOTH),
    /** The rule that decided. */
    RULE("rule", Kind.TEXT, Of.BOTH),
    /** What {@code log} actions added. */
    LOGS("traffic_policy.logs", null, Of.BOTH),
    /** Where it was forwarded to. */
    UPSTREAM("upstream", Kind.TEXT, Of.BOTH);

    /** Which types of traffic have a field. */
    private enum Of {
        CONNECTIONS,
        REQUESTS,
        BOTH;

        boolean has(EventType type) {
            return switch (this) {
                case CONNECTIONS -> type == EventType.TCP_CONNECTION_CLOSED;
                case REQUESTS -> type == EventType.HTTP_REQUEST_COMPLETE;
                case BOTH -> type.isTraffic();
            };
        }
    }

    private final String path;
    private final @Nullable Kind kind;
    private final Of types;

    EventField(String path, @Nullable Kind kind, Of types) {
        this.path = path;
        this.kind = kind;
        this.types = types;
    }

    /** The fields of events of a type. */
    static Stream<EventField> of(EventType type) {
        return Arrays.stream(values()).filter(f -> f.types.has(type));
    }

    /** The field of a type with that path, if there is one. */
    public static Optional<EventField> find(EventType type, String path) {
        return of(type).filter(f -> f.path.equals(path)).findFirst();
    }

    /** All paths of a type, in the order of the alphabet. */
    public static List<String> paths(EventType type) {
        return of(type).map(EventField::path).sorted().toList();
    }

    /** The fields of a type that filters may read, with their types. */
    static Map<String, Kind> filterable(EventType type) {
        return of(type).filter(EventField::isFilterable)
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
