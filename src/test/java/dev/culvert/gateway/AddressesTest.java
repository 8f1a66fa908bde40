package dev.culvert.gateway;

import static dev.culvert.model.EndpointField.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.FakeEngine;
import dev.culvert.events.EventLog;
import dev.culvert.gateway.address.DnsLookup;
import dev.culvert.gateway.address.PortClaims;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.TcpAddress;
import dev.culvert.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ports become the user's, for how long, and whose they cannot be. */
final class AddressesTest {

    private static final EndpointDraft SHOP =
            EndpointDraft.empty().with(NAME, "shop").with(UPSTREAM, "5432");

    @TempDir
    Path directory;

    private final Foreign claims = new Foreign();
    private Store store;
    private EventLog events;
    private Gateway gateway;

    @BeforeEach
    void open() {
        open(false);
    }

    private void open(boolean strict) {
        store = Store.open(directory);
        events = new EventLog(store.connections()::append, Thread::new);
        gateway = new Gateway(
                store,
                new FakeEngine(ConnectionListener.of(events::record, events::record)),
                new History(store, events),
                Executors.newSingleThreadScheduledExecutor(),
                new AddressSetup(claims, DnsLookup.ofSystem(), Thread::startVirtualThread, strict));
        gateway.start().join();
    }

    private void restart(boolean strict) {
        close();
        open(strict);
    }

    @AfterEach
    void close() {
        gateway.stop(Duration.ZERO);
        events.close();
        store.close();
    }

    @Test
    void an_endpoint_on_a_port_that_its_user_chose_reserves_it_for_good() {
        Endpoint shop = create("tcp://localhost:24711");
        assertThat(addresses()).singleElement().satisfies(a -> {
            assertThat(gateway.addresses().text(a)).isEqualTo("localhost:24711");
            assertThat(gateway.addresses().users(a)).containsExactly(shop);
        });
        gateway.delete(shop.id(), Ending.CLOSE).join();
        restart(false);
        assertThat(addresses()).hasSize(1);
        assertThat(claims.mine).contains(24_711);
    }

    @Test
    void a_port_that_was_picked_goes_with_its_endpoint_but_stays_over_restarts() {
        Endpoint shop = create("");
        int offered = gateway.freePort().join().orElseThrow();
        Endpoint other = gateway.create(SHOP.with(NAME, "other").with(URL, "tcp://localhost:" + offered), false)
                .join()
                .endpoint();
        gateway.update(other.id(), EndpointDraft.empty().with(DESCRIPTION, "x"), Ending.KEEP)
                .join();
        restart(false);
        assertThat(addresses()).isEmpty();
        assertThat(claims.mine).contains(shop.url().port(), offered);
        assertThat(gateway.endpoint(shop.id()).orElseThrow().endpoint().url()).isEqualTo(shop.url());
        gateway.delete(shop.id(), Ending.CLOSE).join();
        settle();
        assertThat(claims.mine).doesNotContain(shop.url().port()).contains(offered);
    }

    @Test
    void a_temporary_endpoint_leaves_no_reservation() {
        EndpointStatus temporary =
                gateway.create(SHOP.with(URL, "tcp://localhost:24712"), true).join();
        assertThat(addresses()).isEmpty();
        assertThat(claims.mine).contains(24_712);
        gateway.delete(temporary.id(), Ending.CLOSE).join();
        settle();
        assertThat(claims.mine).doesNotContain(24_712);
    }

    @Test
    void what_endpoints_had_before_there_were_addresses_is_reserved_once() throws SQLException {
        Endpoint shop = create("");
        // as it was in databases before the fifth version
        close();
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
                Statement statement = old.createStatement()) {
            assertThat(statement.executeUpdate("delete from setting where name = 'addresses.adopted'"))
                    .isOne();
        }
        open(false);
        assertThat(addresses())
                .singleElement()
                .satisfies(a -> assertThat(a.port()).isEqualTo(shop.url().port()));
    }

    @Test
    void where_only_reserved_ports_are_taken_others_are_refused_and_what_is_there_goes_on() {
        Endpoint shop = create("tcp://localhost:24711");
        restart(true);
        assertThat(gateway.addresses().isStrict()).isTrue();
        assertThat(state(shop)).isInstanceOf(EndpointState.Online.class);
        assertThat(refusal(gateway.create(agent("tcp://localhost:24713"), false)))
                .satisfies(p -> {
                    assertThat(p.code()).isEqualTo("ERR_NGROK_307");
                    assertThat(p.field()).isEqualTo("url");
                });
        assertThat(refusal(gateway.create(agent("tcp://localhost:24713"), true)).code())
                .isEqualTo("ERR_NGROK_307");
        assertThat(refusal(gateway.create(
                                EndpointDraft.empty()
                                        .with(TYPE, "cloud")
                                        .with(URL, "tcp://localhost:24713")
                                        .with(TRAFFIC_POLICY, "on_tcp_connect: [{actions: [{type: deny}]}]"),
                                false))
                        .code())
                .isEqualTo("ERR_NGROK_18006");
        assertThat(addresses()).hasSize(1);
        gateway.addresses().reserve("", "24713", "", "").join();
        assertThat(gateway.create(agent("tcp://localhost:24713"), false).join().state())
                .isInstanceOf(EndpointState.Online.class);
        assertThat(gateway.create(agent("").with(NAME, "any"), false).join().state())
                .isInstanceOf(EndpointState.Online.class);
    }

    @Test
    void the_setting_does_the_same_and_is_kept() {
        gateway.addresses().setStrict(true).join();
        restart(false);
        assertThat(gateway.addresses().isStrict()).isTrue();
        assertThat(refusal(gateway.create(agent("tcp://localhost:24713"), false))
                        .code())
                .isEqualTo("ERR_NGROK_307");
        gateway.addresses().setStrict(false).join();
        create("tcp://localhost:24713");
    }

    @Test
    void an_address_is_released_once_nobody_uses_it_and_can_be_brought_back() {
        Endpoint shop = create("tcp://localhost:24711");
        TcpAddress address = addresses().getFirst();
        assertThatThrownBy(() -> gateway.addresses().release(address.id()).join())
                .hasCauseInstanceOf(InUse.class)
                .hasMessageContaining("localhost:24711 is used by the endpoint 'shop'");
        gateway.delete(shop.id(), Ending.CLOSE).join();
        TcpAddress described =
                gateway.addresses().update(address.id(), "words", null).join();
        assertThat(gateway.addresses().release(address.id()).join()).isEqualTo(described);
        assertThat(addresses()).isEmpty();
        assertThat(claims.mine).doesNotContain(24_711);
        assertThat(gateway.addresses().restore(described).join()).isEqualTo(described);
        restart(false);
        assertThat(addresses()).containsExactly(described);
    }

    @Test
    void a_port_that_was_released_is_not_picked_again_for_a_while_unless_nothing_else_is_left() {
        gateway.ingressRegistry()
                .create(new IngressDraft("some", "127.0.0.1", "some.example", "24720-24739"))
                .join();
        TcpAddress released = reserve("some");
        gateway.addresses().release(released.id()).join();
        restart(false);
        for (int i = 0; i < 19; i++) {
            assertThat(reserve("some").port()).isNotEqualTo(released.port());
        }
        assertThat(reserve("some").port()).isEqualTo(released.port());
    }

    @Test
    void two_gateways_never_hand_out_one_port() {
        claims.foreign.add(24_711);
        assertThat(refusal(gateway.addresses().reserve("", "24711", "", "")).message())
                .startsWith("Another Culvert that runs on this machine has port 24711");
        Endpoint shop = create("tcp://localhost:24711");
        assertThat(state(shop))
                .isInstanceOfSatisfying(
                        EndpointState.Failed.class,
                        f -> assertThat(f.reason())
                                .startsWith("Another Culvert that runs on this machine has port 24711"));
        assertThat(addresses()).as("the other's port").isEmpty();

        gateway.ingressRegistry()
                .create(new IngressDraft("three", "127.0.0.1", "three.example", "24720-24722"))
                .join();
        claims.foreign.add(24_720);
        claims.marked.add(24_721);
        assertThat(reserve("three").port()).isEqualTo(24_722);
        assertThat(reserve("three").port()).as("better a marked one than none").isEqualTo(24_721);
        assertThat(refusal(gateway.addresses().reserve("three", "", "", "")).code())
                .isEqualTo("ERR_NGROK_503");
    }

    @Test
    void an_offered_port_is_nobody_elses() {
        Set<Integer> offers = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertThat(offers.add(gateway.freePort().join().orElseThrow())).isTrue();
        }
        assertThat(claims.mine).containsAll(offers);
    }

    private TcpAddress reserve(String region) {
        return gateway.addresses().reserve(region, "", "", "").join();
    }

    private List<TcpAddress> addresses() {
        return gateway.addresses().all();
    }

    private void settle() {
        // whatever is said to the gateway's thread comes after what it was told before
        var unused = gateway.addresses().setStrict(false).join();
    }

    private EndpointState state(Endpoint endpoint) {
        return gateway.endpoint(endpoint.id()).orElseThrow().state();
    }

    private static EndpointDraft agent(String url) {
        return SHOP.with(NAME, "new").with(URL, url);
    }

    private Endpoint create(String url) {
        return gateway.create(SHOP.with(URL, url), false).join().endpoint();
    }

    private static FieldProblem refusal(CompletableFuture<?> future) {
        try {
            throw new AssertionError("not refused: " + future.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof Rejection rejection) {
                return rejection.problems().getFirst();
            }
            throw e;
        }
    }

    /** A machine on which another gateway runs. */
    private static final class Foreign implements PortClaims {

        private final Set<Integer> foreign = new HashSet<>();
        private final Set<Integer> marked = new HashSet<>();
        private final Set<Integer> mine = new HashSet<>();

        @Override
        public boolean claim(int port) {
            return !foreign.contains(port) && (mine.add(port) || mine.contains(port));
        }

        @Override
        public void release(int port) {
            mine.remove(port);
        }

        @Override
        public boolean isSpokenFor(int port) {
            return marked.contains(port);
        }

        @Override
        public void refresh() {}

        @Override
        public void close() {
            mine.clear();
        }
    }
}
