package dev.culvert.policy.action;

import static dev.culvert.policy.action.FieldType.ANY;
import static dev.culvert.policy.action.FieldType.BOOLEAN;
import static dev.culvert.policy.action.FieldType.DURATION;
import static dev.culvert.policy.action.FieldType.INTEGER;
import static dev.culvert.policy.action.FieldType.LIST;
import static dev.culvert.policy.action.FieldType.MAP;
import static dev.culvert.policy.action.FieldType.NUMBER;
import static dev.culvert.policy.action.FieldType.TEXT;
import static dev.culvert.policy.action.FieldType.TEXTS;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.Phase;
import java.util.List;
import java.util.Set;

/**
 * ngrok's actions that Culvert does not run: declared, so that a policy that has one is told so, and not that there is no such
 * action. It must not run without them, since it may be closed only by their help.
 */
final class UnrunActions {

    private static final Set<Phase> REQUEST = Set.of(Phase.ON_HTTP_REQUEST);
    private static final Set<Phase> RESPONSE = Set.of(Phase.ON_HTTP_RESPONSE);
    private static final Set<Phase> BOTH = Set.of(Phase.ON_HTTP_REQUEST, Phase.ON_HTTP_RESPONSE);
    private static final Set<Phase> MESSAGE = Set.of(Phase.ON_EVENT_STREAM_MESSAGE);
    private static final double MANY = 2_000_000_000;

    private UnrunActions() {}

    static List<ActionType> types() {
        Field enforce = Field.of("enforce", BOOLEAN, "false only records what would happen")
                .otherwise(true);
        Field headers = Field.of("headers", MAP, "Header names and values")
                .withExpressions()
                .between(0, 10);
        return List.of(
                type(
                        "circuit-breaker",
                        "Refuses requests while the upstream fails.",
                        REQUEST,
                        false,
                        Field.of("error_threshold", NUMBER, "The share of failures")
                                .otherwise(0.5)
                                .between(0, 1),
                        Field.of("volume_threshold", INTEGER, "How many requests count")
                                .otherwise(10L)
                                .between(1, MANY),
                        Field.of("window_duration", DURATION, "How long they count")
                                .otherwise("10s")
                                .between(1, 120),
                        Field.of("tripped_duration", DURATION, "How long it refuses")
                                .otherwise("10s")
                                .between(1, 120),
                        Field.of("num_buckets", INTEGER, "Always 10")
                                .otherwise(10L)
                                .between(10, 10),
                        enforce),
                type(
                        "compress-response",
                        "Compresses bodies.",
                        RESPONSE,
                        false,
                        Field.of("algorithms", TEXTS, "gzip, deflate, br or compress")
                                .between(1, 4)),
                type(
                        "http-request",
                        "Asks another server.",
                        BOTH,
                        false,
                        Field.of("url", TEXT, "Where").mandatory().withExpressions(),
                        Field.of("method", TEXT, "The method").otherwise("GET").withExpressions(),
                        Field.of("query_params", MAP, "Query parameters")
                                .withExpressions()
                                .between(0, 32),
                        headers,
                        Field.of("body", TEXT, "The body").withExpressions(),
                        Field.of("max_redirects", INTEGER, "How many redirects to follow")
                                .otherwise(10L)
                                .between(0, 100),
                        Field.of("timeout", DURATION, "How long to wait")
                                .otherwise("3s")
                                .between(1, 30),
                        Field.of("retry_condition", TEXT, "When to ask again"),
                        Field.of("on_error", TEXT, "What happens if it fails").oneOf("halt", "continue")),
                type(
                        "jwt-validation",
                        "Checks a JSON Web Token.",
                        REQUEST,
                        false,
                        fields("issuer", "audience", "http", "jws")),
                type(
                        "oauth",
                        "Logs users in by OAuth.",
                        REQUEST,
                        false,
                        fields(
                                "provider",
                                "auth_id",
                                "client_id",
                                "client_secret",
                                "scopes",
                                "authz_url_params",
                                "max_session_duration",
                                "idle_session_timeout",
                                "userinfo_refresh_interval",
                                "allow_cors_preflight",
                                "auth_cookie_domain")),
                type("openid-connect", "Logs users in by OpenID Connect.", REQUEST, false, oidc()),
                type("oidc", "Logs users in by OpenID Connect.", REQUEST, false, oidc()),
                type(
                        "verify-webhook",
                        "Checks a webhook's signature.",
                        REQUEST,
                        false,
                        Field.of("provider", TEXT, "Whose webhook").mandatory(),
                        Field.of("secret", TEXT, "The secret").mandatory().withExpressions(),
                        enforce),
                type("owasp-crs-request", "Checks requests by OWASP's rules.", REQUEST, false, owasp()),
                type("owasp-crs-response", "Checks responses by OWASP's rules.", RESPONSE, false, owasp()),
                type("request-body-find-replace", "Changes request bodies.", REQUEST, false, replacements()),
                type("response-body-find-replace", "Changes response bodies.", RESPONSE, false, replacements()),
                type("sse-find-replace", "Changes messages of event streams.", MESSAGE, false, replacements()));
    }

    private static ActionType type(String name, String help, Set<Phase> phases, boolean terminating, Field... fields) {
        return new ActionType(name, help, phases, terminating, Portability.ELSEWHERE, List.of(fields));
    }

    private static Field[] fields(String... names) {
        return List.of(names).stream()
                .map(n -> Field.of(n, ANY, "See ngrok's reference"))
                .toArray(Field[]::new);
    }

    private static Field[] oidc() {
        return fields(
                "issuer_url",
                "client_id",
                "client_secret",
                "scopes",
                "authz_url_params",
                "auth_id",
                "max_session_duration",
                "idle_session_timeout",
                "userinfo_refresh_interval",
                "allow_cors_preflight",
                "auth_cookie_domain");
    }

    private static Field[] owasp() {
        return new Field[] {
            Field.of("on_error", TEXT, "What happens if it fails").oneOf("halt", "continue"),
            Field.of("process_body", BOOLEAN, "Whether bodies are looked at"),
            Field.of("exclude_rule_ids", LIST, "Rules that do not count")
        };
    }

    private static Field[] replacements() {
        return new Field[] {
            Field.of("replacements", LIST, "Pairs of from and to").mandatory()
        };
    }
}
