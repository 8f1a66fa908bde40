package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
final class PolicyReplayCommandTest {

    @TempDir
    Path directory;

    @Test
    void saysWhatADraftWouldHaveChanged() throws IOException {
        Path policy = Files.writeString(
                directory.resolve("draft.yml"), "on_tcp_connect:\n  - name: nobody\n    actions: [{type: deny}]\n");
        var launcher = new TestLauncher();
        try (var running = new TestLauncher.Running(directory)) {
            EndpointStatus db = running.gateway()
                    .gateway()
                    .create(
                            EndpointDraft.empty().with(EndpointField.NAME, "db").with(EndpointField.UPSTREAM, "5432"),
                            false)
                    .join();
            var engine = running.gateway().engine();
            engine.close(engine.add(FakeConnection.to(db, 40001)));
            running.gateway().awaitHistory(1);
            CommandRun run = CommandRun.of(launcher, directory, "policy", "replay", policy.toString(), "--endpoint=db");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().lines().toList()).hasSize(2).first().asString().contains("Of 1 connection");
            assertThat(run.out())
                    .contains("192.0.2.7:40001: was client_closed; The connection is closed: denied. (nobody, line 3)");
            CommandRun json = CommandRun.of(
                    launcher,
                    directory,
                    "policy",
                    "replay",
                    policy.toString(),
                    "--endpoint=db",
                    "--since=all",
                    "--json");
            assertThat(new JsonMapper().readTree(json.out()).path("refused").asInt())
                    .isEqualTo(1);
            CommandRun wrong = CommandRun.of(
                    launcher, directory, "policy", "replay", policy.toString(), "--endpoint=web", "--since=1h");
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).contains("'web'");
        }
    }
}
