package dev.culvert.api;

import dev.culvert.api.schema.Schema;

/** The shapes of what {@code /policies} takes and answers. */
final class PolicySchemas {

    private static final Schema OPTIONAL = Schema.text().orNull();

    /** Many clients write numbers without quotes. */
    private static final Schema TEXT_OR_NUMBER =
            Schema.text().or(Schema.whole()).orNull();

    private static final Schema KIND = Schema.choice("agent", "cloud").orNull();

    static final Schema CHECK = Schema.object()
            .with("traffic_policy", Schema.text())
            .maybe("type", KIND)
            .closed()
            .named("PolicyCheck");

    static final Schema TRIAL = Schema.object()
            .maybe("traffic_policy", OPTIONAL)
            .maybe("type", KIND)
            .maybe("endpoint", OPTIONAL)
            .with("client_ip", Schema.text())
            .maybe("client_port", TEXT_OR_NUMBER)
            .maybe("time", OPTIONAL)
            .maybe("url", OPTIONAL)
            .maybe("request_url", OPTIONAL)
            .maybe("request_method", OPTIONAL)
            .maybe("request_headers", OPTIONAL)
            .maybe("response_status", TEXT_OR_NUMBER)
            .maybe("response_headers", OPTIONAL)
            .closed()
            .named("PolicyTrial");

    static final Schema REPLAY = Schema.object()
            .maybe("traffic_policy", OPTIONAL)
            .with("endpoint", Schema.text())
            .maybe("since", OPTIONAL)
            .maybe("limit", TEXT_OR_NUMBER)
            .closed()
            .named("PolicyReplay");

    private static final Schema RANGE = Schema.object()
            .with("line", Schema.whole())
            .with("column", Schema.whole())
            .with("end_line", Schema.whole())
            .with("end_column", Schema.whole());

    static final Schema FINDINGS = Schema.object()
            .with("runnable", Schema.flag())
            .with(
                    "findings",
                    Schema.listOf(RANGE.with("severity", Schema.text())
                            .with("code", Schema.text())
                            .with("message", Schema.text())
                            .maybe(
                                    "quick_fix",
                                    RANGE.with("title", Schema.text()).with("replacement", Schema.text()))
                            .named("PolicyFinding")))
            .named("PolicyFindings");

    private static final Schema SITE = Schema.object()
            .with("rule", Schema.text())
            .with("rule_index", Schema.whole())
            .maybe("action", Schema.text())
            .maybe("action_index", Schema.whole())
            .with("line", Schema.whole())
            .with("column", Schema.whole());

    private static final Schema FAILURE = Schema.object()
            .with("code", Schema.text())
            .with("message", Schema.text())
            .with("line", Schema.whole())
            .with("column", Schema.whole());

    private static final Schema TRACE =
            Schema.listOf(Schema.object().with("event", Schema.text()).extended());

    private static final Schema HEADERS = Schema.object().extended();

    private static final Schema HTTP = Schema.object()
            .with(
                    "decision",
                    Schema.choice("forward", "answer", "forward_internal", "close", "depends_on_tls_handshake"))
            .maybe("url", Schema.text())
            .maybe("goes_on_if_that_fails", Schema.flag())
            .maybe("close_reason", Schema.text())
            .maybe(
                    "request",
                    Schema.object()
                            .with("method", Schema.text())
                            .with("url", Schema.text())
                            .with("headers", HEADERS))
            .maybe(
                    "answer",
                    Schema.object()
                            .with("status_code", Schema.whole())
                            .with("headers", HEADERS)
                            .with("body", Schema.text()))
            .with("sentence", Schema.text())
            .maybe("decided_by", SITE)
            .maybe("reads_tls_handshake", SITE)
            .maybe("failure", FAILURE)
            .maybe(
                    "response",
                    Schema.object()
                            .maybe("status_code", Schema.whole())
                            .maybe("headers", HEADERS)
                            .maybe("body", Schema.text())
                            .maybe("close_reason", Schema.text()))
            .with("trace", TRACE)
            .named("PolicyTrialOfRequest");

    static final Schema TRIAL_RESULT = Schema.object()
            .with("decision", Schema.choice("forward", "forward_internal", "close", "depends_on_tls_handshake"))
            .maybe("url", Schema.text())
            .maybe("goes_on_if_that_fails", Schema.flag())
            .maybe("close_reason", Schema.text())
            .with("sentence", Schema.text())
            .maybe("decided_by", SITE)
            .maybe("tls_terminated_by", SITE)
            .maybe("reads_tls_handshake", SITE)
            .maybe("failure", FAILURE)
            .with("trace", TRACE)
            .maybe("http", HTTP)
            .named("PolicyTrialResult");

    static final Schema REPLAY_RESULT = Schema.object()
            .with("sentence", Schema.text())
            .with("connections", Schema.whole())
            .with("refused", Schema.whole())
            .with("refused_then", Schema.whole())
            .with("undecided", Schema.whole())
            .with("changed", Schema.whole())
            .with("cut_off", Schema.flag())
            .with(
                    "changes",
                    Schema.listOf(Schema.object()
                            .with("connection", ConnectionJson.SCHEMA)
                            .with("trial", TRIAL_RESULT)))
            .named("PolicyReplayResult");

    private PolicySchemas() {}
}
