package dev.culvert.events;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.Upstream;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.expression.JsonReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event tells of a connection that ended: the values of {@link EventField}, as far as it has them. */
final class ConnectionObject {

    private final Map<EventField, Object> values = new LinkedHashMap<>();

    ConnectionObject(ClosedConnection c) {
        values.put(EventField.ID, c.id().toString());
        values.put(EventField.BYTES_IN, c.bytesIn());
        values.put(EventField.BYTES_OUT, c.bytesOut());
        values.put(EventField.CLIENT_IP, IpAddress.of(c.client().getAddress()).toString());
        values.put(EventField.CLIENT_PORT, (long) c.client().getPort());
        values.put(EventField.START_TS, c.startedAt());
        values.put(EventField.END_TS, c.endedAt());
        values.put(EventField.DURATION_MS, c.duration().toMillis());
        Duration connect = c.connectTime();
        put(EventField.CONNECT_MS, connect == null ? null : connect.toMillis());
        values.put(EventField.SERVER_IP, IpAddress.of(c.server().getAddress()).toString());
        put(EventField.SERVER_NAME, host(c.endpointUrl()));
        values.put(EventField.SERVER_PORT, (long) c.server().getPort());
        values.put(EventField.ENDPOINT_ID, c.endpoint().value());
        values.put(EventField.ENDPOINT_NAME, c.endpointName());
        values.put(EventField.ENDPOINT_URL, c.endpointUrl());
        Upstream upstream = c.upstream();
        put(EventField.UPSTREAM, upstream == null ? null : upstream.url());
        values.put(EventField.CLOSE_REASON, c.reason().wireName());
        DecisionRecord decision = c.decision();
        put(EventField.RULE, decision.rule().isEmpty() ? null : decision.rule());
        put(EventField.ERROR, c.error());
        put(EventField.IP_POLICY_DECISION, ipPolicy(c));
        if (!decision.logs().isEmpty()) {
            values.put(EventField.LOGS, logs(decision.logs()));
        }
    }

    private void put(EventField field, @Nullable Object value) {
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

    private static @Nullable String ipPolicy(ClosedConnection c) {
        if (c.decision().action().equals("restrict-ips")) {
            return c.reason() == CloseReason.DENIED ? "block" : "allow";
        }
        return null;
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

    /** The object, with all fields or with some; those it has no value for are left out. */
    Map<String, Object> object(Set<EventField> wanted) {
        Map<String, Object> object = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (wanted.isEmpty() || wanted.contains(field)) {
                put(object, field.path(), value);
            }
        });
        return object;
    }

    @SuppressWarnings("unchecked") // all maps in it are made here
    private static void put(Map<String, Object> object, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value);
        } else {
            var inner = (Map<String, Object>)
                    object.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put(inner, path.substring(dot + 1), value);
        }
    }

    /** The values that a filter reads. */
    Map<String, Object> forFilter() {
        Map<String, Object> all = new HashMap<>();
        for (EventField field : EventField.values()) {
            if (field.isFilterable()) {
                all.put(EventFilters.ROOT + "." + field.path(), values.getOrDefault(field, field.nothing()));
            }
        }
        return all;
    }
}
