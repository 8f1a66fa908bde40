package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.api.TestGateway;
import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private TestLauncher.@Nullable Running started;

    private TestGateway startGateway() {
        return running().gateway();
    }

    private TestLauncher.Running running() {
        if (started == null) {
            started = new TestLauncher.Running(directory);
        }
        return started;
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private static EndpointStatus only(TestGateway gateway) {
        return await().until(() -> gateway.gateway().endpoints(), l -> l.size() == 1)
                .getFirst();
    }

    @Test
    void withTheGatewayThatRuns() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.begin(
                launcher,
                directory,
                "tcp",
                "5432",
                "--url=localhost:25432",
                "--name=db",
                "--binding=public",
                "--max-connections=5")) {
            run.awaitOut("forwarding tcp://localhost:25432 -> tcp://localhost:5432");
            EndpointStatus endpoint = only(gateway);
            assertThat(endpoint.endpoint().temporary()).isTrue();
            assertThat(endpoint.endpoint().name()).isEqualTo("db");
            assertThat(endpoint.endpoint().spec().limits().maxConnections()).isEqualTo(5);

            assertThat(run.interrupt()).isZero();
            assertThat(gateway.gateway().endpoints()).isEmpty();
            assertThat(run.err()).isEmpty();
        }
        assertThat(launcher.served()).isEmpty();
        assertThat(running().hasEnded()).isFalse();
    }

    @Test
    void whereNoneRunsItServesOneAndEndsItToo() {
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            run.awaitOut("forwarding tcp://localhost:2");
            assertThat(launcher.served()).hasSize(1);
            assertThat(launcher.served().getFirst().apiAddress().getPort()).isZero();
            assertThat(launcher.served().getFirst().dataDirectory()).isEqualTo(directory);

            assertThat(run.interrupt()).isZero();
        }
        assertThat(launcher.running().hasEnded()).isTrue();
    }

    @Test
    void theTraceOfAGatewayThatWasKilledDoesNotMislead() throws IOException {
        Files.writeString(directory.resolve("api.url"), "http://127.0.0.1:1\n");
        Files.writeString(directory.resolve("api.key"), "A".repeat(43) + "\n");

        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            run.awaitOut("forwarding");
        }
        assertThat(launcher.served()).hasSize(1);
    }

    @Test
    void everyConnectionHasALineWhenItOpensAndOneWhenItCloses() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            run.awaitOut("forwarding");
            EndpointStatus endpoint = only(gateway);

            FakeConnection first = gateway.engine().add(FakeConnection.to(endpoint, 1));
            run.awaitOut("opened cn_0000000000001 from 192.0.2.7:1");
            for (int i = 2; i <= 250; i++) {
                gateway.engine().close(gateway.engine().add(FakeConnection.to(endpoint, i)));
            }
            run.awaitOut("closed cn_000000000006y from 192.0.2.7:250 after 1.5s, in 0 B, out 0 B: client_closed");
            first.move(2000, 10);
            gateway.engine().close(first);
            run.awaitOut("closed cn_0000000000001 from 192.0.2.7:1 after 1.5s, in 2.00 kB, out 10 B: client_closed");

            assertThat(run.out().lines().filter(l -> l.startsWith("opened "))).hasSize(250);
            assertThat(run.out().lines().filter(l -> l.startsWith("closed "))).hasSize(250);
            assertThat(run.out().lines().skip(1)).doesNotHaveDuplicates();
        }
    }

    /** A view that told all of them could not keep up, and its endpoint would end for want of a sign of life. */
    @Test
    void moreThanCanBeToldAreCounted() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            EndpointStatus endpoint = only(gateway);
            for (int i = 1; i <= 4_000; i++) {
                gateway.engine().close(gateway.engine().add(FakeConnection.to(endpoint, i)));
            }
            run.awaitOut(" more connections, too many to tell one by one");
            long told = run.out()
                    .lines()
                    .filter(line -> line.startsWith("closed cn_"))
                    .count();
            assertThat(told).isBetween(1L, 3_000L);
            gateway.engine().close(gateway.engine().add(FakeConnection.to(endpoint, 5_000)));
            run.awaitOut("closed " + new ConnectionId(5_000));
            assertThat(run.out().lines().filter(line -> line.startsWith("closed cn_")))
                    .hasSize((int) told + 1);
            assertThat(run.interrupt()).isZero();
        }
    }

    @Test
    void asJson() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432", "--json")) {
            run.awaitOut("{\"event\":\"forwarding\",\"endpoint\":{\"id\":\"ep_");
            gateway.engine().close(gateway.engine().add(FakeConnection.to(only(gateway), 1)));

            run.awaitOut("{\"event\":\"opened\",\"connection\":{\"id\":\"cn_0000000000001\"");
            run.awaitOut("{\"event\":\"closed\",\"connection\":{\"id\":\"cn_0000000000001\"");
        }
    }

    @Test
    void aLiveTableAtATerminal() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.atTerminal(launcher, directory, "tcp", "5432", "--name=db")) {
            run.awaitOut("Connections  0 open, 0 in all");
            FakeConnection connection = gateway.engine().add(FakeConnection.to(only(gateway), 1));
            connection.move(1_000_000, 0);
            run.awaitOut("Connections  1 open, 1 in all");
            run.awaitOut("192.0.2.7:1  open");
            run.awaitOut("Bytes in     1.00 MB, 0 B/s");
            gateway.engine().close(connection);
            run.awaitOut("192.0.2.7:1  closed  1.5s  1.00 MB  0 B  client_closed");

            assertThat(run.out())
                    .contains("culvert 9.8.7", "Endpoint     db", "State        online", "-> tcp://localhost:5432")
                    .startsWith("\033[?25l\033[?7l");
            assertThat(run.interrupt()).isZero();
            assertThat(run.out()).endsWith("\033[?7h\033[?25h");
        }
        assertThat(gateway.gateway().endpoints()).isEmpty();
    }

    @Test
    void whatTheApiRefusesIsSaidAndNothingIsLeft() {
        var run = CommandRun.of(launcher, directory, "tcp", "5432", "--url=tcp://elsewhere.example:1");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("url: 'elsewhere.example' is not a host of this machine");
        assertThat(launcher.running().hasEnded()).isTrue();
    }

    @Test
    void aPortInUseIsSaidAndNothingIsLeft() {
        TestGateway gateway = startGateway();
        gateway.engine().occupy(25432, ListenResult.Cause.PORT_IN_USE);

        var run = CommandRun.of(launcher, directory, "tcp", "5432", "--url=tcp://localhost:25432");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be opened: Port 25432 is in use", "--url");
        assertThat(gateway.gateway().endpoints()).isEmpty();
    }

    @Test
    void whyNoGatewayCanBeServedIsSaid() {
        launcher.refuse("Another Culvert has this data directory.");

        var run = CommandRun.of(launcher, directory, "tcp", "5432");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("Another Culvert has this data directory.");
    }

    @Test
    void itEndsWhenSomebodyElseDeletesTheEndpoint() {
        TestGateway gateway = startGateway();
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            run.awaitOut("forwarding");
            gateway.gateway().delete(only(gateway).id(), Ending.CLOSE).join();

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("There is no endpoint with the id");
        }
    }

    @Test
    void itEndsWhenTheGatewayEnds() {
        TestLauncher.Running gateway = running();
        try (var run = CommandRun.begin(launcher, directory, "tcp", "5432")) {
            run.awaitOut("forwarding");
            gateway.close();

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("No Culvert answers at " + gateway.api());
        }
    }

    @Test
    void anAddressOfTheUsersChoiceIsNotReplaced() {
        var run = CommandRun.of(launcher, directory, "tcp", "1", "--api-url=http://127.0.0.1:1", "--api-key=x");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("No Culvert answers at http://127.0.0.1:1");
        assertThat(launcher.served()).isEmpty();
    }
}
