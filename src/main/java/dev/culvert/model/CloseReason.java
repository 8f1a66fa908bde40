package dev.culvert.model;

import java.util.Locale;

/** Why a connection ended: one of a closed list (SPEC.md section 3). */
public enum CloseReason {
    /** Both sides finished; the client was first to say so. */
    CLIENT_CLOSED,
    /** Both sides finished; the upstream was first to say so, or the policy that answered a request in its place. */
    UPSTREAM_CLOSED,
    /** The client reset the connection; the upstream was sent a reset. */
    CLIENT_RESET,
    /** The upstream reset the connection; the client was sent a reset. */
    UPSTREAM_RESET,
    /** The policy refused it. */
    DENIED,
    /** The policy's rate limit refused it. */
    RATE_LIMITED,
    /** As many connections as the endpoint or its policy allows were open. */
    TOO_MANY_CONNECTIONS,
    /** Nothing listens at the upstream. */
    UPSTREAM_REFUSED,
    /** The upstream's name is unknown, or no route leads to it. */
    UPSTREAM_UNREACHABLE,
    /** The upstream did not answer in time. */
    UPSTREAM_TIMEOUT,
    /** The client was idle for too long. */
    CLIENT_IDLE,
    /** The upstream was idle for too long. */
    SERVER_IDLE,
    /** It was open for as long as the endpoint allows. */
    MAX_LIFETIME,
    /** The policy failed while it ran. */
    POLICY_ERROR,
    /** A cloud endpoint whose policy decided nothing. */
    NO_RULE_DECIDED,
    /** The endpoint was switched off, changed or deleted, or the gateway stopped. */
    ENDPOINT_STOPPED,
    /** A user ended it. */
    KILLED,
    /** The TLS handshake failed. */
    TLS_FAILED,
    /** The client or the upstream broke the protocol that was agreed. */
    PROTOCOL_ERROR,
    /** A fault of Culvert's own. */
    INTERNAL_ERROR;

    /** Whether the client was turned away: by a policy, a limit, or for want of a TLS handshake. */
    public boolean isRefusal() {
        return switch (this) {
            case DENIED, RATE_LIMITED, TOO_MANY_CONNECTIONS, POLICY_ERROR, NO_RULE_DECIDED, TLS_FAILED -> true;
            default -> false;
        };
    }

    /** The name in the API and in events, such as {@code client_closed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
