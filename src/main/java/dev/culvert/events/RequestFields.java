package dev.culvert.events;

import dev.culvert.model.HttpExchange;
import java.time.Duration;
import java.util.Map;

/** What events tell of an HTTP request. A field without a value is left out. */
final class RequestFields {

    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private RequestFields() {}

    static void put(HttpExchange x, Map<EventField, Object> values) {
        values.put(EventField.ID, x.id().connection().toString());
        ConnectionFields.putAddresses(x.client(), x.server(), values);
        values.put(EventField.START_TS, x.connectedAt());
        ConnectionFields.putEndpoint(x.endpoint(), x.endpointName(), x.endpointUrl(), values);
        putRequest(x, values);
        putResponse(x, values);
        values.put(EventField.HTTP_DURATION_MS, x.duration().toMillis());
        ConnectionFields.putOutcome(x.upstream(), x.decision(), x.status() == FORBIDDEN, x.error(), values);
        if (x.decision().action().equals("basic-auth") && x.status() == UNAUTHORIZED) {
            values.put(EventField.BASIC_AUTH_DECISION, "block");
        }
    }

    private static void putRequest(HttpExchange x, Map<EventField, Object> values) {
        HttpExchange.Request request = x.request();
        values.put(EventField.REQUEST_ID, x.id().toString());
        values.put(EventField.REQUEST_FIRST_BYTE_TS, x.startedAt());
        values.put(EventField.REQUEST_BODY_LENGTH, request.bytes());
        values.put(EventField.REQUEST_METHOD, request.method());
        values.put(EventField.REQUEST_SCHEME, request.scheme());
        values.put(EventField.REQUEST_HOST, request.host());
        values.put(EventField.REQUEST_PATH, request.path());
        if (!request.query().isEmpty()) {
            values.put(EventField.REQUEST_QUERY, request.query());
        }
        values.put(EventField.REQUEST_RAW, request.url());
        values.put(EventField.REQUEST_VERSION, request.version());
        if (!request.userAgent().isEmpty()) {
            values.put(EventField.REQUEST_USER_AGENT, request.userAgent());
        }
    }

    private static void putResponse(HttpExchange x, Map<EventField, Object> values) {
        Duration head = x.headTime();
        if (head != null) {
            values.put(EventField.RESPONSE_FIRST_BYTE_TS, x.startedAt().plus(head));
        }
        if (x.status() != 0) {
            values.put(EventField.RESPONSE_LAST_BYTE_TS, x.endedAt());
            values.put(EventField.RESPONSE_STATUS_CODE, (long) x.status());
            values.put(EventField.RESPONSE_BODY_LENGTH, x.responseBytes());
        }
    }
}
