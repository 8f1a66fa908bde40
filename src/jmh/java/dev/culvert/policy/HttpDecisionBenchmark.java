package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.PolicyState;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request costs in the HTTP phases: {@code mvn -Pjmh test-compile exec:exec -Djmh.args=HttpDecisionBenchmark}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@State(Scope.Thread)
public class HttpDecisionBenchmark {

    private static final int REQUESTS = 1024;
    private static final HeaderList BROWSER = HeaderList.of(
            "Host", "shop.example:8000",
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language", "en-US,en;q=0.5",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Cookie", "session=0123456789abcdef; theme=dark");

    /** The policies. */
    @Param({"answer", "method", "path", "header", "agent", "rewrite", "basic-auth", "rate-limit", "both"})
    public String policy = "";

    private PolicyProgram program = PolicyProgram.none(EndpointKind.AGENT);
    private final PolicyState state = new PolicyState();
    private final RequestHead[] requests = new RequestHead[REQUESTS];
    private final ResponseHead response =
            new ResponseHead(200, "OK", 1, 1, HeaderList.of("Content-Type", "text/html", "Server", "nginx"));
    private Facts facts = facts();
    private int next;

    private static Facts facts() {
        var endpoint = new EndpointFacts("ep_1", "tcp", "tcp://localhost:5432", "localhost", 5432);
        return new Facts(
                IpAddress.v4(0x01020304), 40_000, IpAddress.v4(0x7f000001), 5432, "local", Instant.EPOCH, endpoint);
    }

    private static String when(String expression) {
        return "{on_http_request: [{expressions: ['" + expression + "'], actions: [{type: deny}]}]}";
    }

    private static String always(String action) {
        return "{on_http_request: [{actions: [" + action + "]}]}";
    }

    /** Compiles the policy, and makes requests of different paths. */
    @Setup
    public void prepare() {
        String added = "{type: add-headers, config: {headers: {x-for: \"${conn.client_ip}\"}}}";
        String text = switch (policy) {
            case "answer" -> always("{type: custom-response, config: {body: Hello world!}}");
            case "method" -> when("req.method == \"BREW\"");
            case "path" -> when("req.url.path.startsWith(\"/admin\")");
            case "header" -> when("getReqHeader(\"accept\").exists(a, a.contains(\"json\"))");
            case "agent" -> when("req.user_agent.is_bot");
            case "rewrite" -> always("{type: url-rewrite, config: {from: \"/orders/([0-9]+)\", to: \"/o?id=$1\"}}");
            case "basic-auth" -> always("{type: basic-auth, config: {enforce: false, credentials: [\"alice:correct-horse\"]}}");
            case "rate-limit" -> always("{type: rate-limit, config: {name: a, algorithm: sliding_window, enforce: false,"
                    + " capacity: 10, rate: 60s, bucket_key: [conn.client_ip]}}");
            default -> "{on_http_request: [{actions: [" + added + "]}], on_http_response: [{actions: [" + added
                    + ", {type: remove-headers, config: {headers: [server]}}]}]}";
        };
        program = new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE)
                .check(text, EndpointKind.AGENT)
                .program()
                .orElseThrow();
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = new RequestHead(
                    "GET", "http", "shop.example:8000", "/orders/" + i + "?page=2", 1, 1, BROWSER, Instant.EPOCH);
        }
    }

    /** One request, and the response to it where the request goes on. */
    @Benchmark
    public Object decide() {
        next = (next + 1) % REQUESTS;
        HttpEvaluation evaluation = program.http(facts, null, state, RequestProgress.NONE);
        HttpStep step = evaluation.begin(requests[next]);
        return step instanceof HttpStep.Proceed ? evaluation.response(response) : step;
    }
}
