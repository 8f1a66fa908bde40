package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.gateway.SocketGateway.Client;
import dev.culvert.gateway.config.ConfigFollower;
import dev.culvert.model.EndpointStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file that is edited while connections run, on real sockets. */
class ConfigFollowerTest {

    @TempDir
    Path directory;

    private SocketGateway sockets;
    private Path file;
    private ConfigFollower follower;

    @BeforeEach
    void start() throws IOException {
        sockets = new SocketGateway(directory);
        file = directory.resolve("culvert.yml");
        follower = new ConfigFollower(file, sockets.gateway);
    }

    @AfterEach
    void stop() throws IOException {
        sockets.close();
    }

    private String endpoint(String name, String more) {
        return "  - name: %s\n    upstream: {url: 127.0.0.1:%d}\n%s".formatted(name, sockets.upstreamPort(), more);
    }

    private void write(String... endpoints) throws IOException {
        Files.writeString(file, "version: 3\nendpoints:\n" + String.join("", endpoints));
    }

    /** As a second that passes, twice. */
    private void look() {
        follower.look();
        follower.look();
    }

    private EndpointStatus named(String name) {
        return sockets.gateway.endpoints().stream()
                .filter(s -> s.endpoint().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return sockets.gateway.endpoints().stream()
                .map(s -> s.endpoint().name())
                .toList();
    }

    private ConfigState state() {
        return sockets.gateway.config().orElseThrow();
    }

    @Test
    void onlyWhatHasChangedIsTouchedAndNoConnectionIsLost() throws IOException {
        write(endpoint("a", ""), endpoint("b", ""), endpoint("c", ""));
        assertThat(follower.begin()).isEmpty();
        EndpointStatus a = named("a");
        EndpointStatus b = named("b");
        try (Client toA = sockets.connect(a);
                Client toB = sockets.connect(b);
                Client toC = sockets.connect(named("c"))) {
            assertThat(toA.isAnswered("1")).isTrue();
            assertThat(toB.isAnswered("1")).isTrue();
            assertThat(toC.isAnswered("1")).isTrue();

            write(
                    endpoint("a", ""),
                    endpoint("b", "    description: new\n    client_idle_timeout: 7m\n"),
                    endpoint("d", ""));
            look();

            assertThat(names()).containsExactlyInAnyOrder("a", "b", "d");
            assertThat(named("a")).isEqualTo(a);
            assertThat(named("b").id()).isEqualTo(b.id());
            assertThat(named("b").endpoint().url()).isEqualTo(b.endpoint().url());
            assertThat(named("b").endpoint().spec().description()).isEqualTo("new");
            assertThat(toA.isAnswered("2")).isTrue();
            assertThat(toB.isAnswered("2")).isTrue();
            assertThat(toC.isAnswered("an endpoint that has gone lets its connections finish"))
                    .isTrue();
            assertThat(sockets.letsIn(named("d"))).isTrue();
            assertThat(state().endpoints()).isEqualTo(3);

            write(endpoint("a", ""), endpoint("b", ""), endpoint("d", ""));
            look();
            assertThat(named("b").endpoint().spec().description()).isEmpty();
            assertThat(named("b").endpoint().spec().limits().clientIdleTimeout().toMinutes())
                    .isEqualTo(5);
            assertThat(toB.isAnswered("3")).isTrue();
        }
    }

    @Test
    void aFileThatCannotBeUsedKeepsEverythingAndSaysWhy() throws IOException {
        write(endpoint("a", ""));
        assertThat(follower.begin()).isEmpty();
        EndpointStatus a = named("a");
        try (Client client = sockets.connect(a)) {
            for (String bad : List.of(
                    "    colour: red\n",
                    "    url: tcp://localhost\n",
                    "    traffic_policy: {on_tcp_connect: 5}\n",
                    "  - x: [\n")) {
                write(endpoint("a", bad), endpoint("b", ""));
                look();

                assertThat(names()).containsExactly("a");
                assertThat(named("a")).isEqualTo(a);
                assertThat(state().problems()).isNotEmpty().first().asString().startsWith("culvert.yml:");
                assertThat(client.isAnswered("still")).isTrue();
            }
            Files.delete(file);
            look();
            assertThat(state().problems()).first().asString().contains("cannot be read");
            assertThat(client.isAnswered("still")).isTrue();

            write(endpoint("a", ""), endpoint("b", ""));
            look();
            assertThat(state().problems()).isEmpty();
            assertThat(names()).containsExactly("a", "b");
            assertThat(named("a")).isEqualTo(a);
        }
    }

    @Test
    void aNameThatAnotherEndpointHasChangesNothing() throws IOException {
        EndpointStatus taken = sockets.agent("", "");
        write(endpoint("a", ""));
        assertThat(follower.begin()).isEmpty();

        write(endpoint("b", ""), endpoint(taken.endpoint().name(), ""));
        look();

        assertThat(state().problems())
                .singleElement()
                .asString()
                .startsWith(taken.endpoint().name() + ": name: ");
        assertThat(names()).containsExactly(taken.endpoint().name(), "a");
    }

    @Test
    void aTextIsTakenWhenItHasSettled() throws IOException {
        write(endpoint("a", ""));
        assertThat(follower.begin()).isEmpty();
        write(endpoint("a", ""), endpoint("b", ""));

        follower.look();
        assertThat(names()).containsExactly("a");
        follower.look();
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void twoEndpointsExchangeTheirPlaces() throws IOException {
        int one = sockets.gateway.freePort().join().orElseThrow();
        write(endpoint("a", "    url: tcp://localhost:" + one + "\n"));
        assertThat(follower.begin()).isEmpty();

        write(endpoint("b", "    url: tcp://localhost:" + one + "\n"));
        look();

        assertThat(state().problems()).isEmpty();
        assertThat(names()).containsExactly("b");
        assertThat(sockets.letsIn(named("b"))).isTrue();
    }

    @Test
    void whatAFileMadeIsNotStored() throws IOException {
        write(endpoint("a", ""));
        assertThat(follower.begin()).isEmpty();
        sockets.close();
        sockets = new SocketGateway(directory);

        assertThat(names()).isEmpty();
    }
}
