package dev.culvert.gateway;

import static dev.culvert.model.EndpointField.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.events.EventLog;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Upstream;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.Step;
import dev.culvert.store.ClosedQuery;
import dev.culvert.store.Store;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayTest {

    private static final EndpointDraft DB = EndpointDraft.empty()
            .with(NAME, "db")
            .with(URL, "tcp://localhost:15432")
            .with(UPSTREAM, "5432");

    @TempDir
    Path directory;

    private Store store;
    private EventLog events;
    private FakeEngine engine;
    private Gateway gateway;

    @BeforeEach
    void open() {
        store = Store.open(directory);
        events = new EventLog(store.connections()::append, Thread::new);
        engine = new FakeEngine(ConnectionListener.of(events::record, events::record));
        gateway = new Gateway(store, engine, new History(store, events), Executors.newSingleThreadScheduledExecutor());
        gateway.start().join();
    }

    @AfterEach
    void close() {
        gateway.stop(Duration.ZERO);
        events.close();
        store.close();
    }

    @Test
    void a_created_endpoint_is_served_stored_and_online() {
        EndpointStatus status = gateway.create(DB, false).join();
        assertThat(status.id().value()).matches("ep_[0-9A-Za-z]{27}");
        assertThat(status.state()).isInstanceOf(EndpointState.Online.class);
        assertThat(gateway.endpoints()).containsExactly(status);
        assertThat(store.endpoints().all()).containsExactly(status.endpoint());
        assertThat(engine.served()).singleElement().satisfies(s -> {
            assertThat(s.port()).isEqualTo(15432);
            assertThat(s.upstream()).isEqualTo(Upstream.parse("5432"));
            assertThat(s.bind()).isEqualTo(gateway.ingresses().local().bind());
        });
    }

    @Test
    void a_wrong_draft_changes_nothing_and_names_the_field() {
        assertThatThrownBy(() ->
                        gateway.create(DB.with(UPSTREAM, "nowhere"), false).join())
                .cause()
                .isInstanceOfSatisfying(
                        Rejection.class,
                        r -> assertThat(r.problems())
                                .extracting(FieldProblem::field)
                                .containsExactly("upstream_url"));
        assertThat(gateway.endpoints()).isEmpty();
        assertThat(store.endpoints().all()).isEmpty();
        assertThat(engine.served()).isEmpty();
    }

    @Test
    void an_endpoint_without_a_url_gets_a_free_port_and_keeps_it() {
        Endpoint first = gateway.create(DB.with(URL, null), false).join().endpoint();
        Endpoint second = gateway.create(DB.with(URL, "tcp://").with(NAME, "two"), false)
                .join()
                .endpoint();
        assertThat(first.url().port())
                .isBetween(20_000, 29_999)
                .isNotEqualTo(second.url().port());
        assertThat(store.endpoints().all()).contains(first, second);
    }

    @Test
    void a_port_in_use_is_a_fact_with_a_reason_and_not_an_error() throws IOException {
        try (var squatter = new ServerSocket(0)) {
            int port = squatter.getLocalPort();
            engine.occupy(port, ListenResult.Cause.PORT_IN_USE);
            EndpointStatus status = gateway.create(DB.with(URL, "tcp://localhost:" + port), false)
                    .join();
            assertThat(reason(status))
                    .startsWith("Port " + port + " is in use by ")
                    .endsWith(" (pid " + ProcessHandle.current().pid() + ").");
            assertThat(store.endpoints().all()).hasSize(1);

            engine.release(port);
            EndpointStatus again = change(status.id(), "true");
            assertThat(again.state()).isInstanceOf(EndpointState.Online.class);
        }
    }

    @Test
    void a_privileged_port_says_which_ports_are_not() {
        engine.occupy(22, ListenResult.Cause.NOT_PERMITTED);
        EndpointStatus status =
                gateway.create(DB.with(URL, "tcp://localhost:22"), false).join();
        assertThat(reason(status)).isEqualTo("Port 22 needs administrator rights; choose one from 1024 up.");
    }

    @Test
    void switching_off_stops_and_on_serves_again() {
        EndpointId id = gateway.create(DB, false).join().id();
        change(id, "false");
        assertThat(engine.served()).isEmpty();
        await().untilAsserted(() -> assertThat(state(id)).isInstanceOf(EndpointState.Offline.class));
        assertThat(store.endpoints().all())
                .singleElement()
                .extracting(Endpoint::enabled)
                .isEqualTo(false);
        assertThat(change(id, "true").state()).isInstanceOf(EndpointState.Online.class);
    }

    @Test
    void a_change_that_needs_no_other_socket_keeps_it() {
        EndpointId id = gateway.create(DB, false).join().id();
        gateway.update(id, EndpointDraft.empty().with(UPSTREAM, "6543"), Ending.KEEP)
                .join();
        assertThat(engine.served())
                .singleElement()
                .extracting(ServedEndpoint::upstream)
                .isEqualTo(Upstream.parse("6543"));
        assertThat(engine.ended()).isEmpty();
        gateway.update(id, EndpointDraft.empty().with(MAX_CONNECTIONS, "3"), Ending.CLOSE)
                .join();
        assertThat(engine.ended()).containsExactly(new FakeEngine.Ended(id, Ending.CLOSE));
    }

    @Test
    void a_change_of_the_port_moves_the_listener() {
        EndpointId id = gateway.create(DB, false).join().id();
        EndpointStatus moved = gateway.update(id, EndpointDraft.empty().with(URL, "tcp://localhost:15433"), Ending.KEEP)
                .join();
        assertThat(moved.state()).isInstanceOf(EndpointState.Online.class);
        assertThat(engine.served())
                .singleElement()
                .extracting(ServedEndpoint::port)
                .isEqualTo(15433);
        assertThat(engine.ended()).containsExactly(new FakeEngine.Ended(id, Ending.KEEP));
    }

    @Test
    void a_refused_change_leaves_everything_as_it_was() {
        EndpointStatus before = gateway.create(DB, false).join();
        assertThatThrownBy(
                        () -> gateway.update(before.id(), EndpointDraft.empty().with(URL, "x"), Ending.CLOSE)
                                .join())
                .hasCauseInstanceOf(Rejection.class);
        assertThatThrownBy(() -> gateway.update(
                                before.id(),
                                EndpointDraft.empty()
                                        .with(TYPE, "cloud")
                                        .with(TRAFFIC_POLICY, "x")
                                        .with(UPSTREAM, ""),
                                Ending.KEEP)
                        .join())
                .hasCauseInstanceOf(Rejection.class);
        assertThat(gateway.endpoints()).containsExactly(before);
        assertThat(engine.ended()).isEmpty();
    }

    @Test
    void a_deleted_endpoint_can_be_restored_as_it_was() {
        EndpointStatus before = gateway.create(DB, false).join();
        Endpoint deleted = gateway.delete(before.id(), Ending.CLOSE).join();
        assertThat(gateway.endpoints()).isEmpty();
        assertThat(store.endpoints().all()).isEmpty();
        assertThat(engine.served()).isEmpty();
        EndpointStatus restored = gateway.restore(deleted).join();
        assertThat(restored.endpoint()).isEqualTo(before.endpoint());
        assertThat(store.endpoints().all()).containsExactly(before.endpoint());
    }

    @Test
    void what_is_not_there_is_not_found() {
        var id = new EndpointId("ep_nothing");
        assertThat(failureOf(gateway.delete(id, Ending.CLOSE))).isInstanceOf(NotFound.class);
        assertThat(failureOf(gateway.update(id, DB, Ending.KEEP))).isInstanceOf(NotFound.class);
        assertThat(gateway.keepAlive(id)).isFalse();
        assertThat(gateway.endpoint(id)).isEmpty();
    }

    @Test
    void a_temporary_endpoint_is_not_stored_and_lives_while_its_maker_does() {
        EndpointId id = gateway.create(DB, true).join().id();
        assertThat(store.endpoints().all()).isEmpty();
        assertThat(gateway.keepAlive(id)).isTrue();
        assertThat(gateway.endpoint(id)).isPresent();
    }

    @Test
    void everything_is_found_again_after_a_restart() {
        EndpointStatus on = gateway.create(DB, false).join();
        EndpointStatus off = gateway.create(
                        DB.with(NAME, "off").with(URL, "tcp://localhost:15433").with(ENABLED, "false"), false)
                .join();
        engine.close(engine.add(FakeConnection.to(on, 1).move(10, 20)));
        close();
        open();
        assertThat(gateway.endpoints())
                .extracting(EndpointStatus::endpoint)
                .containsExactly(on.endpoint(), off.endpoint());
        assertThat(gateway.endpoints()).extracting(s -> s.state().wireName()).containsExactly("online", "offline");
        assertThat(gateway.history().find(ClosedQuery.newest(10)))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.bytesIn()).isEqualTo(10);
                    assertThat(c.bytesOut()).isEqualTo(20);
                });
    }

    @Test
    void the_list_is_the_same_object_until_something_changes() {
        EndpointId id = gateway.create(DB, false).join().id();
        List<EndpointStatus> before = gateway.endpoints();
        assertThat(gateway.endpoints()).isSameAs(before);
        change(id, "false");
        assertThat(gateway.endpoints()).isNotSameAs(before);
    }

    @Test
    void activity_is_another_number_after_anything_has_happened() {
        EndpointStatus status = gateway.create(DB, false).join();
        long before = gateway.activity();
        assertThat(gateway.activity()).isEqualTo(before);
        FakeConnection connection = engine.add(FakeConnection.to(status, 1));
        long opened = gateway.activity();
        assertThat(opened).isNotEqualTo(before);
        connection.move(1, 0);
        assertThat(gateway.activity()).isNotEqualTo(opened);
        long quiet = gateway.activity();
        change(status.id(), "false");
        assertThat(gateway.activity()).isNotEqualTo(quiet);
    }

    @Test
    void after_the_end_a_change_is_refused_and_does_not_hang() {
        gateway.stop(Duration.ZERO);
        assertThat(gateway.create(DB, false)).failsWithin(Duration.ofSeconds(1));
        assertThat(engine.isShutDown()).isTrue();
    }

    private EndpointStatus change(EndpointId id, String enabled) {
        return gateway.update(id, EndpointDraft.empty().with(ENABLED, enabled), Ending.CLOSE)
                .join();
    }

    private EndpointState state(EndpointId id) {
        return gateway.endpoint(id).orElseThrow().state();
    }

    private static String reason(EndpointStatus status) {
        return ((EndpointState.Failed) status.state()).reason();
    }

    private static @Nullable Throwable failureOf(CompletableFuture<?> future) {
        try {
            future.join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Test
    void a_change_of_an_ip_policy_reaches_the_policies_that_run() {
        IpPolicyRegistry ipPolicies = gateway.ipPolicies();
        String id = ipPolicies.create("office", "").id();
        String policy = "on_tcp_connect:\n  - actions: [{type: restrict-ips, config: {ip_policies: [" + id + "]}}]\n";
        gateway.create(DB.with(TRAFFIC_POLICY, policy), false).join();
        ServedPolicy served = engine.served().iterator().next().policy();
        assertThat(forwards(served)).as("no rules").isFalse();
        String rule = ipPolicies.createRule(id, "10.0.0.0/8", "allow", "", "").id();
        assertThat(forwards(served)).isTrue();
        ipPolicies.createRule(id, "10.1.0.0/16", "deny", "", "");
        assertThat(forwards(served)).as("denied by the narrower rule").isFalse();
        ipPolicies.deleteRule(rule);
        assertThat(forwards(served)).isFalse();
        ipPolicies.delete(id);
        assertThat(forwards(served)).as("deleted").isFalse();
    }

    /** What the policy that runs makes of a client at 10.1.2.3. */
    private static boolean forwards(ServedPolicy served) {
        var facts = new Facts(
                IpAddress.v4(0x0a01_0203),
                40000,
                IpAddress.v4(0x7f00_0001),
                15432,
                served.region(),
                Instant.now(),
                served.endpoint());
        Evaluation evaluation = served.program().evaluate(facts, served.state());
        Step step = evaluation.start();
        evaluation.end();
        return step instanceof Step.Forward;
    }
}
