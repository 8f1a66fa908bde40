package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.Policies;
import dev.culvert.gateway.ReplayReport;
import dev.culvert.model.DurationText;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.MomentText;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.FindingOutline;
import dev.culvert.policy.HttpTrial;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.TrialOutline;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestText;
import dev.culvert.policy.http.ResponseHead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /policies}: checks policies, tries them on a connection that is thought of, and on those that were. */
final class PolicyRoutes implements RouteGroup {

    private static final String POLICY = "traffic_policy";
    private static final String TYPE = "type";
    private static final String ENDPOINT = "endpoint";
    private static final String CLIENT_IP = "client_ip";
    private static final String CLIENT_PORT = "client_port";
    private static final String TIME = "time";
    private static final String URL = "url";
    private static final String REQUEST_URL = "request_url";
    private static final String REQUEST_METHOD = "request_method";
    private static final String REQUEST_HEADERS = "request_headers";
    private static final String RESPONSE_STATUS = "response_status";
    private static final String RESPONSE_HEADERS = "response_headers";
    private static final String SINCE = "since";
    private static final String LIMIT = "limit";
    private static final int MOST_CHANGES = 1_000;
    private static final int USUAL_CHANGES = 100;
    private static final String WRONG_VALUE = "ERR_NGROK_215";

    private static final String WRONG_TYPE = "ERR_NGROK_248";
    private static final String[] WRONG_POLICY = {"ERR_NGROK_9026", "ERR_NGROK_18002"};
    private static final String[] WRONG_URL = {
        "ERR_NGROK_326", "ERR_NGROK_9037", "ERR_NGROK_9038", "ERR_NGROK_18001", "ERR_NGROK_18003", "ERR_NGROK_18022"
    };

    private final Gateway gateway;
    private final ConnectionJson connections;

    PolicyRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.connections = new ConnectionJson(gateway);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/policies/check", "checkPolicy", this::check)
                        .says("Says what is wrong with a policy.")
                        .wants(PolicySchemas.CHECK)
                        .answers(200, PolicySchemas.FINDINGS)
                        .fails(400, WRONG_TYPE),
                Operation.post("/policies/try", "tryPolicy", this::tryOut)
                        .says("Says what a policy would do with a client, and with a request of it, and why.")
                        .wants(PolicySchemas.TRIAL)
                        .answers(200, PolicySchemas.TRIAL_RESULT)
                        .fails(400, WRONG_TYPE)
                        .fails(400, WRONG_POLICY)
                        .fails(400, WRONG_URL),
                Operation.post("/policies/replay", "replayPolicy", this::replay)
                        .says("Says what a policy would have made of an endpoint's ended connections.")
                        .wants(PolicySchemas.REPLAY)
                        .answers(200, PolicySchemas.REPLAY_RESULT)
                        .fails(400, WRONG_POLICY));
    }

    private Answer check(Call call) {
        var body = call.fields();
        CheckedPolicy checked = gateway.policies()
                .check(body.required(POLICY, "Write the policy's text."), kind(body, EndpointKind.AGENT));
        ObjectNode answer = Json.object().put("runnable", checked.isRunnable());
        answer.set("findings", Json.MAPPER.valueToTree(FindingOutline.of(checked)));
        return Answer.ok(answer);
    }

    private Answer tryOut(Call call) {
        var body = call.fields();
        Optional<EndpointStatus> endpoint = endpoint(body);
        CheckedPolicy checked = policy(body, endpoint);
        Facts facts = Policies.thoughtOf(
                parsed(body, CLIENT_IP, PolicyRoutes::address),
                body.text(CLIENT_PORT) == null ? 49152 : parsed(body, CLIENT_PORT, PolicyRoutes::port),
                body.text(TIME) == null ? Instant.now() : parsed(body, TIME, MomentText::parse),
                url(body, endpoint),
                endpoint.map(EndpointStatus::id).orElse(null),
                gateway.ingresses());
        PolicyProgram program = checked.program().orElseThrow();
        PolicyTrial trial = PolicyTrial.of(checked.document(), program, facts);
        ResponseHead response = response(body);
        HttpTrial http = request(body, facts, trial)
                .flatMap(request -> HttpTrial.of(checked.document(), program, facts, trial, request, response))
                .orElse(null);
        return Answer.ok((ObjectNode) Json.MAPPER.valueToTree(TrialOutline.of(trial, http)));
    }

    private static Optional<RequestHead> request(TextBody body, Facts facts, PolicyTrial trial) {
        if (body.text(REQUEST_URL) == null) {
            return Optional.empty();
        }
        String method = parsed(REQUEST_METHOD, body.text(REQUEST_METHOD, ""), RequestText::method);
        HeaderList headers = headers(body, REQUEST_HEADERS);
        return Optional.of(parsed(
                body,
                REQUEST_URL,
                url -> RequestText.request(
                        method, url, headers, facts.endpoint().addr(), trial.tls() != null, facts.start())));
    }

    private static ResponseHead response(TextBody body) {
        HeaderList headers = headers(body, RESPONSE_HEADERS);
        return parsed(RESPONSE_STATUS, body.text(RESPONSE_STATUS, ""), status -> RequestText.response(status, headers));
    }

    private static HeaderList headers(TextBody body, String field) {
        return parsed(
                field,
                body.text(field, ""),
                text -> RequestText.headers(text.lines().toList()));
    }

    private Answer replay(Call call) {
        var body = call.fields();
        body.required(ENDPOINT, "Write the id or the name of the endpoint whose connections are meant.");
        Optional<EndpointStatus> endpoint = endpoint(body);
        int limit = body.text(LIMIT) == null ? USUAL_CHANGES : parsed(body, LIMIT, PolicyRoutes::limit);
        ReplayReport report = gateway.replayer()
                .replay(policy(body, endpoint), endpoint.orElseThrow().id(), since(body), limit);
        ObjectNode answer = Json.object()
                .put("sentence", report.sentence())
                .put("connections", report.total())
                .put("refused", report.refused())
                .put("refused_then", report.refusedThen())
                .put("undecided", report.undecided())
                .put("changed", report.changed())
                .put("cut_off", report.isCut());
        ArrayNode changes = answer.putArray("changes");
        for (ReplayReport.Change change : report.changes()) {
            ObjectNode json = changes.addObject();
            json.set("connection", connections.of(change.connection(), call));
            json.set("trial", Json.MAPPER.valueToTree(TrialOutline.of(change.trial())));
        }
        return Answer.ok(answer);
    }

    /** The policy that is given, or else the endpoint's own; it must be free of errors. */
    private CheckedPolicy policy(TextBody body, Optional<EndpointStatus> endpoint) {
        EndpointKind kind =
                kind(body, endpoint.map(s -> s.endpoint().spec().kind()).orElse(EndpointKind.AGENT));
        String own = endpoint.map(s -> s.endpoint().spec().trafficPolicy()).orElse(null);
        String text = own == null
                ? body.required(POLICY, "Write the policy's text, or the endpoint whose policy is meant.")
                : body.text(POLICY, own);
        gateway.policies().problem(text, kind).ifPresent(problem -> {
            throw ApiError.rejected(problem.field(), problem.code(), problem.message());
        });
        return gateway.policies().check(text, kind);
    }

    private Optional<EndpointStatus> endpoint(TextBody body) {
        String wanted = body.text(ENDPOINT);
        if (wanted == null) {
            return Optional.empty();
        }
        Optional<EndpointStatus> found = gateway.endpoints().stream()
                .filter(s ->
                        s.id().value().equals(wanted) || s.endpoint().name().equals(wanted))
                .findFirst();
        if (found.isEmpty()) {
            throw ApiError.rejected(
                    ENDPOINT, WRONG_VALUE, "There is no endpoint with the id or the name '" + wanted + "'.");
        }
        return found;
    }

    private static EndpointKind kind(TextBody body, EndpointKind otherwise) {
        return body.text(TYPE) == null ? otherwise : parsed(body, TYPE, EndpointKind::parse);
    }

    private static EndpointUrl url(TextBody body, Optional<EndpointStatus> endpoint) {
        if (body.text(URL) != null) {
            return parsed(body, URL, EndpointUrl::parse);
        }
        return endpoint.map(s -> s.endpoint().url()).orElseGet(() -> EndpointUrl.parse("tcp://localhost:1"));
    }

    private static @Nullable Instant since(TextBody body) {
        String text = body.text(SINCE, "1h").strip();
        if (text.equals("all")) {
            return null;
        }
        if (text.indexOf('T') >= 0) {
            return parsed(SINCE, text, MomentText::parse);
        }
        try {
            return Instant.now().minus(DurationText.parse(text));
        } catch (InvalidValue e) {
            throw ApiError.rejected(
                    SINCE,
                    WRONG_VALUE,
                    "'" + text + "' is no time; write a duration such as 1h or 7d, a moment such as"
                            + " 2030-01-31T09:00:00Z, or all.");
        }
    }

    private static <T> T parsed(TextBody body, String field, Function<String, T> parser) {
        return parsed(field, body.required(field, "This must be there."), parser);
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InvalidValue e) {
            throw ApiError.rejected(field, e.code(), e.getMessage());
        }
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text.strip())
                .orElseThrow(() -> new InvalidValue(
                        "'" + text + "' is not an IP address; write one such as 203.0.113.7 or 2001:db8::7."));
    }

    private static int port(String text) {
        return number(text, 65_535, "a port");
    }

    private static int limit(String text) {
        return number(text, MOST_CHANGES, "a limit");
    }

    private static int number(String text, int most, String what) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range
        }
        throw new InvalidValue("'" + text + "' is not " + what + "; write a number from 1 to " + most + ".");
    }
}
