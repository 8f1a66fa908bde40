package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.model.Binding;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(directory);
    }

    @Test
    void keeps_every_field_of_an_endpoint() {
        Endpoint agent = endpoint("ep_1", "db", EndpointKind.AGENT, Upstream.parse("db.lan:5432"));
        Endpoint cloud = endpoint("ep_2", "edge", EndpointKind.CLOUD, null);
        store.endpoints().save(agent);
        store.endpoints().save(cloud);
        assertThat(Store.open(directory).endpoints().all()).containsExactly(agent, cloud);
    }

    @Test
    void nobody_else_may_read_it_even_if_an_older_version_let_them() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        store.endpoints().save(endpoint("ep_1", "db", EndpointKind.AGENT, Upstream.parse("1")));
        assertThat(readable()).hasSizeGreaterThan(1).containsOnly("rw-------");
        for (Path part : parts()) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Store.open(directory);
        assertThat(readable()).hasSizeGreaterThan(1).containsOnly("rw-------");
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private List<String> readable() throws IOException {
        List<String> permissions = new ArrayList<>();
        for (Path part : parts()) {
            permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
        }
        return permissions;
    }

    @Test
    void saves_in_place_and_deletes() {
        Endpoint first = endpoint("ep_1", "db", EndpointKind.AGENT, Upstream.parse("1"));
        Endpoint changed = endpoint("ep_1", "other", EndpointKind.AGENT, Upstream.parse("2"));
        store.endpoints().save(first);
        store.endpoints().save(changed);
        assertThat(store.endpoints().all()).containsExactly(changed);
        store.endpoints().delete(changed.id());
        assertThat(store.endpoints().all()).isEmpty();
    }

    @Test
    void keeps_every_field_of_a_connection() {
        ClosedConnection whole = connection(7);
        var sparse = new ClosedConnection(
                new ConnectionId(8),
                whole.endpoint(),
                "db",
                "tcp://localhost:1",
                new InetSocketAddress(InetAddress.ofLiteral("::1"), 40000),
                new InetSocketAddress(InetAddress.ofLiteral("::1"), 1),
                null,
                START,
                START,
                null,
                null,
                0,
                0,
                CloseReason.UPSTREAM_REFUSED,
                DecisionRecord.NONE,
                null);
        store.connections().append(List.of(whole, sparse));
        assertThat(Store.open(directory).connections().find(ClosedQuery.newest(10)))
                .containsExactly(sparse, whole);
        assertThat(store.connections().get(whole.id())).contains(whole);
        assertThat(store.connections().get(new ConnectionId(9))).isEmpty();
    }

    @Test
    void pages_through_connections_from_the_newest() {
        store.connections()
                .append(LongStream.rangeClosed(1, 25)
                        .mapToObj(StoreTest::connection)
                        .toList());
        var firstPage = store.connections().find(ClosedQuery.newest(10));
        assertThat(firstPage)
                .extracting(c -> c.id().value())
                .containsExactly(25L, 24L, 23L, 22L, 21L, 20L, 19L, 18L, 17L, 16L);
        var nextPage = store.connections()
                .find(new ClosedQuery(null, "", firstPage.getLast().id(), 100));
        assertThat(nextPage).hasSize(15).first().isEqualTo(connection(15));
        assertThat(store.connections().count()).isEqualTo(25);
        assertThat(store.connections().find(ClosedQuery.newest(0))).isEmpty();
    }

    @Test
    void a_data_directory_of_the_first_version_keeps_what_it_has() throws Exception {
        Path older = Files.createDirectory(directory.resolve("older"));
        String url = OlderDatabase.make(older, "1");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(
                    "insert into closed_connection values (7, 'ep_1', 'db', 'tcp://localhost:1', '10.0.0.1', 2,"
                            + " '127.0.0.1', 1, null, 1, 2, null, 3, 4, 'denied', null)");
            statement.execute("insert into closed_connection values (6, 'ep_1', 'db', 'tcp://localhost:1',"
                    + " '2001:db8:0:0:0:0:0:a1%eth0', 2, '0:0:0:0:0:0:0:1', 1, 'tcp://a:5', 1, 2, 9, 3, 4,"
                    + " 'client_closed', 'what')");
        }
        ConnectionTable kept = Store.open(older).connections();
        List<ClosedConnection> both = kept.find(ClosedQuery.newest(10));
        assertThat(both.getFirst().reason()).isEqualTo(CloseReason.DENIED);
        assertThat(both.getFirst().decision()).isEqualTo(DecisionRecord.NONE);
        assertThat(both.getFirst().client().getAddress()).isEqualTo(InetAddress.ofLiteral("10.0.0.1"));
        assertThat(both.getLast().client().getAddress()).isEqualTo(InetAddress.ofLiteral("2001:db8::a1"));
        assertThat(both.getLast().server().getAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
        assertThat(both.getLast().upstream()).isEqualTo(Upstream.parse("a:5"));
        assertThat(both.getLast().error()).isEqualTo("what");
        assertThat(kept.count()).isEqualTo(2);
        assertThat(kept.countRefused()).isEqualTo(1);
    }

    @Test
    void tells_the_refused_apart() {
        List<ClosedConnection> all = Arrays.stream(CloseReason.values())
                .map(r -> ended(100 + List.of(CloseReason.values()).indexOf(r), r))
                .toList();
        store.connections().append(all);
        assertThat(store.connections().find(new ClosedQuery(null, "", null, true, 100)))
                .extracting(ClosedConnection::reason)
                .containsExactlyInAnyOrder(Arrays.stream(CloseReason.values())
                        .filter(CloseReason::isRefusal)
                        .toArray(CloseReason[]::new));
        assertThat(store.connections().countRefused()).isEqualTo(6);
    }

    private static ClosedConnection ended(long id, CloseReason reason) {
        ClosedConnection c = connection(id);
        return new ClosedConnection(
                c.id(),
                c.endpoint(),
                c.endpointName(),
                c.endpointUrl(),
                c.client(),
                c.server(),
                c.upstream(),
                c.startedAt(),
                c.endedAt(),
                c.sniffTime(),
                c.connectTime(),
                c.bytesIn(),
                c.bytesOut(),
                reason,
                c.decision(),
                c.error());
    }

    @Test
    void finds_connections_by_any_text_shown_and_by_endpoint() {
        store.connections().append(List.of(connection(1)));
        for (String text : List.of(
                "DB",
                "10.1.2.3:4711",
                "client_RESET",
                "tcp://db.lan",
                "broken pipe",
                "localhost:15432",
                "office ONLY: restrict",
                "10.0.0.0/8")) {
            assertThat(store.connections().find(new ClosedQuery(null, text, null, 10)))
                    .as(text)
                    .hasSize(1);
        }
        assertThat(store.connections().find(new ClosedQuery(null, "nothing like it", null, 10)))
                .isEmpty();
        assertThat(store.connections().find(new ClosedQuery(null, "%", null, 10)))
                .as("no wildcard")
                .isEmpty();
        assertThat(store.connections().find(new ClosedQuery(new EndpointId("ep_1"), "", null, 10)))
                .hasSize(1);
        assertThat(store.connections().find(new ClosedQuery(new EndpointId("ep_2"), "", null, 10)))
                .isEmpty();
    }

    @Test
    void a_batch_that_was_written_twice_is_there_once() {
        for (int i = 0; i < 2; i++) {
            store.connections().append(List.of(connection(1), connection(2)));
        }
        assertThat(store.connections().count()).isEqualTo(2);
        assertThat(store.connections().find(ClosedQuery.newest(10))).hasSize(2);
        assertThat(store.journal().head()).isEqualTo(2);
    }

    @Test
    void keeps_settings() {
        assertThat(store.settings().get("appearance")).isEmpty();
        store.settings().put("appearance", "light");
        store.settings().put("appearance", "dark");
        assertThat(Store.open(directory).settings().get("appearance")).contains("dark");
    }

    @Test
    void names_the_file_that_is_no_database() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(
                other.resolve(Store.FILE_NAME), "this is not a database, and long enough to be looked at".repeat(50));
        assertThatThrownBy(() -> Store.open(other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(other.resolve(Store.FILE_NAME).toString());
    }

    private static Endpoint endpoint(String id, String name, EndpointKind kind, @Nullable Upstream upstream) {
        var limits =
                new Limits(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4), 5);
        var spec = new EndpointSpec(
                name,
                kind,
                EndpointUrl.parse("tcp://localhost:15432"),
                Binding.PUBLIC,
                upstream,
                "on_tcp_connect: [] # ä\n",
                "words",
                "{}",
                true,
                ProxyProtocol.V2,
                limits,
                new UpstreamTls(false, "/etc/ca.pem"),
                List.of("10.0.0.0/8", "2001:db8::/32"),
                new HealthCheck(Duration.ofSeconds(7), 2));
        return new Endpoint(new EndpointId(id), spec, kind == EndpointKind.AGENT, false, START, START.plusSeconds(1));
    }

    private static ClosedConnection connection(long id) {
        return new ClosedConnection(
                new ConnectionId(id),
                new EndpointId("ep_1"),
                "db",
                "tcp://localhost:15432",
                new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 4711),
                new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 15432),
                Upstream.parse("db.lan:5432"),
                START,
                START.plusMillis(1500),
                Duration.ofMillis(21),
                Duration.ofNanos(1_234_000),
                100,
                Long.MAX_VALUE,
                CloseReason.CLIENT_RESET,
                new DecisionRecord(
                        "office only",
                        "restrict-ips",
                        "10.0.0.0/8",
                        List.of("a", "b"),
                        List.of("rule 2: deny would have: close: denied"),
                        List.of("{\"who\":\"x\"}", "{}")),
                "Broken pipe");
    }
}
