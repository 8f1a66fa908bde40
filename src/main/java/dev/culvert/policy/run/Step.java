package dev.culvert.policy.run;

import dev.culvert.model.CloseReason;

/** What is to be done next with a connection. {@link Forward} and {@link Close} are the end of an evaluation. */
public sealed interface Step extends Outcome {

    /** Forward to the endpoint's own upstream. */
    enum Forward implements Step {
        /** The only one. */
        TO_UPSTREAM
    }

    /**
     * Hand the connection to an internal endpoint, whose own policy runs then. If that works, this is the end; if not,
     * tell {@link Evaluation#forwardFailed}.
     *
     * @param url the endpoint's URL, {@code tcp://name.internal:port}, with everything filled in
     * @param continues whether the policy goes on when it fails ({@code on_error: continue})
     */
    record ForwardInternal(String url, boolean continues) implements Step {}

    /**
     * Shake hands as a TLS server, then tell {@link Evaluation#tlsEstablished}; if that fails, close with
     * {@code tls_failed}.
     *
     * @param termination how
     */
    record TerminateTls(TlsTermination termination) implements Step {}

    /**
     * Close the connection.
     *
     * @param reason why
     */
    record Close(CloseReason reason) implements Step {

        /** The policy refused it. */
        public static final Close DENIED = new Close(CloseReason.DENIED);

        /** Too many came. */
        public static final Close RATE_LIMITED = new Close(CloseReason.RATE_LIMITED);

        /** Too many were open. */
        public static final Close TOO_MANY = new Close(CloseReason.TOO_MANY_CONNECTIONS);

        /** The policy failed. */
        public static final Close POLICY_ERROR = new Close(CloseReason.POLICY_ERROR);

        /** No rule decided, and there is no upstream. */
        public static final Close UNDECIDED = new Close(CloseReason.NO_RULE_DECIDED);

        /** Forwarding failed and there was nothing else to do. */
        public static final Close UNREACHABLE = new Close(CloseReason.UPSTREAM_UNREACHABLE);
    }
}
