package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
final class IpPoliciesCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private TestLauncher.Running running;

    @BeforeEach
    void start() {
        running = new TestLauncher.Running(directory);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private CommandRun run(String... args) {
        return CommandRun.of(launcher, directory, args);
    }

    private JsonNode json(String... args) {
        CommandRun run = run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void everyVerb() {
        String policy = json("api", "ip-policies", "create", "--description=office")
                .path("id")
                .asString();
        String rule = json(
                        "api",
                        "ip-policy-rules",
                        "create",
                        "--ip-policy-id=" + policy,
                        "--cidr=10.0.0.0/8",
                        "--action=allow")
                .path("id")
                .asString();
        assertThat(json("api", "ip-policies", "list", "--limit=5").path("ip_policies"))
                .hasSize(1);
        assertThat(json("api", "ip-policy-rules", "list").path("ip_policy_rules"))
                .hasSize(1);
        assertThat(json("api", "ip-policies", "update", policy, "--metadata=m")
                        .path("metadata")
                        .asString())
                .isEqualTo("m");
        assertThat(json("api", "ip-policies", "get", policy).path("description").asString())
                .isEqualTo("office");
        assertThat(json("api", "ip-policy-rules", "update", rule, "--cidr=10.0.0.0/9")
                        .path("cidr")
                        .asString())
                .isEqualTo("10.0.0.0/9");
        assertThat(json("api", "ip-policy-rules", "get", rule).path("action").asString())
                .isEqualTo("allow");
        assertThat(run("api", "ip-policy-rules", "delete", rule).code()).isZero();
        assertThat(run("api", "ip-policies", "delete", policy).code()).isZero();
        CommandRun gone = run("api", "ip-policies", "get", policy);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).contains(policy);
    }

    @Test
    void whatTheApiRefusesIsSaid() {
        CommandRun run =
                run("api", "ip-policy-rules", "create", "--ip-policy-id=ipp_1", "--cidr=10.0.0.1", "--action=maybe");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cidr: ", "ip_policy_id: ", "action: ");
    }
}
