package dev.culvert.model.event;

import dev.culvert.model.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can happen. The names are ngrok's (NGROK.md section 6), those of endpoints are Culvert's own (SPEC.md section 4). */
public enum EventType {
    /** A connection ended, or was refused. */
    TCP_CONNECTION_CLOSED,
    /** An HTTP request that went through the HTTP phases ended. */
    HTTP_REQUEST_COMPLETE,
    /** An endpoint was made. */
    ENDPOINT_CREATED,
    /** An endpoint was changed, switched on or switched off. */
    ENDPOINT_UPDATED,
    /** An endpoint was deleted. */
    ENDPOINT_DELETED,
    /** A TCP address was reserved. */
    TCP_ADDRESS_CREATED,
    /** A TCP address was changed. */
    TCP_ADDRESS_UPDATED,
    /** A TCP address was released. */
    TCP_ADDRESS_DELETED,
    /** An IP policy was made. */
    IP_POLICY_CREATED,
    /** An IP policy was changed. */
    IP_POLICY_UPDATED,
    /** An IP policy was deleted. */
    IP_POLICY_DELETED,
    /** A rule was added to an IP policy. */
    IP_POLICY_RULE_CREATED,
    /** A rule of an IP policy was changed. */
    IP_POLICY_RULE_UPDATED,
    /** A rule of an IP policy was deleted. */
    IP_POLICY_RULE_DELETED,
    /** An event destination was made. */
    EVENT_DESTINATION_CREATED,
    /** An event destination was changed. */
    EVENT_DESTINATION_UPDATED,
    /** An event destination was deleted. */
    EVENT_DESTINATION_DELETED,
    /** An event subscription was made. */
    EVENT_SUBSCRIPTION_CREATED,
    /** An event subscription or one of its sources was changed. */
    EVENT_SUBSCRIPTION_UPDATED,
    /** An event subscription was deleted. */
    EVENT_SUBSCRIPTION_DELETED;

    /** Those that tell of connections and requests. The others tell of what a user changed (audit). */
    public static final Set<EventType> TRAFFIC = Set.of(TCP_CONNECTION_CLOSED, HTTP_REQUEST_COMPLETE);

    /** What every name ends with. */
    public static final String VERSION = ".v0";

    /**
     * The type with that name, such as {@code tcp_connection_closed.v0}.
     *
     * @throws InvalidValue if Culvert has none
     */
    public static EventType parse(String text) {
        String wanted = text.strip();
        return Arrays.stream(values())
                .filter(t -> t.wireName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("'" + wanted + "' is not a type of event that Culvert has; write "
                        + Arrays.stream(values()).map(EventType::wireName).collect(Collectors.joining(", "))
                        + "."));
    }

    /** The name in the API and in events. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT) + VERSION;
    }

    /** Whether it tells of a connection or a request. */
    public boolean isTraffic() {
        return TRAFFIC.contains(this);
    }
}
