package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import java.time.Instant;
import java.util.Random;
import java.util.StringJoiner;
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

/** What a decision costs: {@code mvn -Pjmh test-compile exec:exec}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
@State(Scope.Thread)
public class DecisionBenchmark {

    private static final int CLIENTS = 4096;

    /** The policies: how many networks restrict-ips names, or which expression there is. */
    @Param({"none", "10", "1000", "100000", "expression", "typical", "rate-limit"})
    public String policy = "";

    private PolicyProgram program = PolicyProgram.none(EndpointKind.AGENT);
    private final PolicyState state = new PolicyState();
    private final Facts[] clients = new Facts[CLIENTS];
    private int next;

    /** Compiles the policy; a hundred thousand networks come from an IP policy, for no text may be that long. */
    @Setup
    public void prepare() {
        var random = new Random(1);
        var networks = new StringJoiner(", ", "[", "]");
        int count = policy.matches("\\d+") ? Integer.parseInt(policy) : 10;
        var rules = new java.util.ArrayList<dev.culvert.policy.cidr.Cidr>();
        for (int i = 0; i < count; i++) {
            rules.add(new dev.culvert.policy.cidr.Cidr(IpAddress.v4(random.nextInt()), 8 + random.nextInt(25)));
        }
        rules.stream().limit(1000).forEach(c -> networks.add(c.toString()));
        var ipPolicies = new IpPolicies() {
            @Override
            public java.util.Optional<Rules> find(String id) {
                return java.util.Optional.of(new Rules(rules, java.util.List.of()));
            }

            @Override
            public long version() {
                return 1;
            }
        };
        String restrict = count > 1000
                ? "{type: restrict-ips, config: {enforce: false, ip_policies: [ipp_1]}}"
                : "{type: restrict-ips, config: {enforce: false, allow: " + networks + "}}";
        String expression = "expressions: ['conn.client_ip in [\"1.2.3.4\"] || conn.client_port < 1024'], ";
        String text = switch (policy) {
            case "none" -> "";
            case "expression" -> "{on_tcp_connect: [{" + expression + "actions: [{type: deny}]}]}";
            case "typical" -> "{on_tcp_connect: [{" + expression + "actions: [{type: deny}]}, {actions: [" + restrict + "]}]}";
            case "rate-limit" -> "{on_tcp_connect: [{actions: [{type: rate-limit, config: {name: a, algorithm: sliding_window,"
                    + " capacity: 10, rate: 60s, bucket_key: [conn.client_ip]}}]}]}";
            default -> "{on_tcp_connect: [{actions: [" + restrict + "]}]}";
        };
        program = new PolicyCheck(ipPolicies, GeoLookup.NONE)
                .check(text, EndpointKind.AGENT)
                .program()
                .orElseThrow();
        var endpoint = new EndpointFacts("ep_1", "tcp", "tcp://localhost:5432", "localhost", 5432);
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = new Facts(
                    IpAddress.v4(random.nextInt()), 40_000, IpAddress.v4(0x7f000001), 5432, "local", Instant.EPOCH, endpoint);
        }
    }

    /** One decision; each client comes again, so its address has been made a text before. */
    @Benchmark
    public Step decide() {
        next = (next + 1) % CLIENTS;
        return program.evaluate(clients[next], state).start();
    }
}
