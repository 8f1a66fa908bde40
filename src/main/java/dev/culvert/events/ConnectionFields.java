package dev.culvert.events;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.Upstream;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.expression.JsonReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events tell of a connection. A field without a value is left out. */
final class ConnectionFields {

    private ConnectionFields() {}

    static void put(ClosedConnection c, Map<EventField, Object> values) {
        values.put(EventField.ID, c.id().toString());
        values.put(EventField.BYTES_IN, c.bytesIn());
        values.put(EventField.BYTES_OUT, c.bytesOut());
        putAddresses(c.client(), c.server(), values);
        values.put(EventField.START_TS, c.startedAt());
        values.put(EventField.END_TS, c.endedAt());
        values.put(EventField.DURATION_MS, c.duration().toMillis());
        put(EventField.SNIFF_MS, millis(c.sniffTime()), values);
        put(EventField.CONNECT_MS, millis(c.connectTime()), values);
        putEndpoint(c.endpoint(), c.endpointName(), c.endpointUrl(), values);
        values.put(EventField.CLOSE_REASON, c.reason().wireName());
        putOutcome(c.upstream(), c.decision(), c.reason() == CloseReason.DENIED, c.error(), values);
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : time.toMillis();
    }

    static void putAddresses(InetSocketAddress client, InetSocketAddress server, Map<EventField, Object> values) {
        values.put(EventField.CLIENT_IP, IpAddress.of(client.getAddress()).toString());
        values.put(EventField.CLIENT_PORT, (long) client.getPort());
        values.put(EventField.SERVER_IP, IpAddress.of(server.getAddress()).toString());
        values.put(EventField.SERVER_PORT, (long) server.getPort());
    }

    static void putEndpoint(EndpointId id, String name, String url, Map<EventField, Object> values) {
        put(EventField.SERVER_NAME, host(url), values);
        values.put(EventField.ENDPOINT_ID, id.value());
        values.put(EventField.ENDPOINT_NAME, name);
        values.put(EventField.ENDPOINT_URL, url);
    }

    static void putOutcome(
            @Nullable Upstream upstream,
            DecisionRecord decision,
            boolean isDenied,
            @Nullable String error,
            Map<EventField, Object> values) {
        put(EventField.UPSTREAM, upstream == null ? null : upstream.url(), values);
        put(EventField.RULE, decision.rule().isEmpty() ? null : decision.rule(), values);
        put(EventField.ERROR, error, values);
        if (decision.action().equals("restrict-ips")) {
            values.put(EventField.IP_POLICY_DECISION, isDenied ? "block" : "allow");
        }
        if (!decision.logs().isEmpty()) {
            values.put(EventField.LOGS, logs(decision.logs()));
        }
    }

    static void put(EventField field, @Nullable Object value, Map<EventField, Object> values) {
        if (value != null) {
            values.put(field, value);
        }
    }

    private static @Nullable String host(String url) {
        try {
            return EndpointUrl.parse(url).host();
        } catch (InvalidValue e) {
            return null;
        }
    }

    private static List<Object> logs(List<String> logs) {
        List<Object> list = new ArrayList<>();
        for (String log : logs) {
            try {
                list.add(Map.of("metadata", JsonReader.read(log)));
            } catch (IllegalArgumentException e) {
                list.add(Map.of("metadata", log));
            }
        }
        return list;
    }
}
