package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.gateway.SocketGateway.Client;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints that are edited while clients come: on sockets, through the gateway. */
final class RunningEditTest {

    private static final String ALLOW =
            "on_tcp_connect: [{actions: [{type: restrict-ips, config: {allow: [127.0.0.0/8]}}]}]";

    @TempDir
    Path directory;

    private SocketGateway rig;

    @BeforeEach
    void open() throws IOException {
        rig = new SocketGateway(directory);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void nobody_is_refused_while_an_endpoint_is_edited(Ending ending) throws Exception {
        EndpointStatus endpoint = rig.agent("", "");
        EndpointStatus other = rig.agent("", "");
        String upstream = rig.upstream();
        var isOver = new AtomicBoolean();
        CompletableFuture<Arrivals> arrivals = CompletableFuture.supplyAsync(() -> connect(endpoint, isOver));
        try (Client bystander = rig.connect(other)) {
            assertThat(bystander.isAnswered("before")).isTrue();
            for (int i = 0; i < 15; i++) {
                edit(endpoint, ending, EndpointField.NAME, "name-" + i);
                edit(endpoint, ending, EndpointField.TRAFFIC_POLICY, i % 2 == 0 ? ALLOW : "");
                edit(endpoint, ending, EndpointField.UPSTREAM, i % 2 == 0 ? "tcp://" + upstream : "localhost:1");
                edit(endpoint, ending, EndpointField.MAX_CONNECTIONS, Integer.toString(i % 2 * 100));
                edit(endpoint, ending, EndpointField.CLIENT_IDLE_TIMEOUT, (i + 1) + "m");
                edit(endpoint, ending, EndpointField.POOLING_ENABLED, Boolean.toString(i % 2 == 0));
                edit(endpoint, ending, EndpointField.TRUSTED_PROXIES, i % 2 == 0 ? "192.0.2.0/24" : "");
                edit(endpoint, ending, EndpointField.HEALTH_CHECK_INTERVAL, i % 2 == 0 ? "1s" : "0");
                edit(endpoint, ending, EndpointField.UPSTREAM_TLS_VERIFY, Boolean.toString(i % 2 == 0));
                edit(endpoint, ending, EndpointField.PROXY_PROTOCOL, i % 2 == 0 ? "1" : "");
                Thread.sleep(3);
            }
            assertThat(bystander.isAnswered("after")).isTrue();
        }
        isOver.set(true);
        Arrivals all = arrivals.join();
        assertThat(all.turnedAway()).isEmpty();
        assertThat(all.count()).isGreaterThan(20);
        await().untilAsserted(() ->
                assertThat(rig.gateway.traffic(endpoint.id()).accepted()).isEqualTo(all.count()));
    }

    /**
     * Clients that came one after another.
     *
     * @param count how many the system connected; the endpoint has to know of each
     * @param turnedAway what the others were told
     */
    private record Arrivals(long count, List<String> turnedAway) {}

    // An endpoint may end a client before its connect() has returned, which then says "reset" of a client that was
    // there.
    // One that was lost between two listeners hears the same; the endpoint's count knows them apart.
    private Arrivals connect(EndpointStatus endpoint, AtomicBoolean isOver) {
        long count = 0;
        List<String> turnedAway = new ArrayList<>();
        while (!isOver.get()) {
            try (Client client = rig.connect(endpoint)) {
                assertThat(client).isNotNull();
                count++;
            } catch (ConnectException e) {
                turnedAway.add(e.toString());
            } catch (IOException e) {
                assertThat(e).hasMessage("Connection reset by peer");
                count++;
            }
        }
        return new Arrivals(count, turnedAway);
    }

    private void edit(EndpointStatus endpoint, Ending ending, EndpointField field, String text) {
        EndpointStatus now = rig.gateway
                .update(endpoint.id(), EndpointDraft.empty().with(field, text), ending)
                .join();
        assertThat(now.state()).as("%s %s", field, text).isInstanceOf(EndpointState.Online.class);
    }

    @Test
    void endpoints_share_an_address_only_if_both_say_so() throws IOException {
        EndpointStatus first = rig.agent("", "");
        String url = first.endpoint().url().toString();
        assertThat(codes(draft(url, "second", "true"))).containsExactly("ERR_NGROK_334");
        edit(first, Ending.KEEP, EndpointField.POOLING_ENABLED, "true");
        assertThat(codes(draft(url, "second", "false"))).containsExactly("ERR_NGROK_334");
        EndpointDraft cloud = draft(url, "second", "false")
                .with(EndpointField.TYPE, "cloud")
                .with(EndpointField.UPSTREAM, "")
                .with(EndpointField.TRAFFIC_POLICY, "on_tcp_connect: [{actions: [{type: deny}]}]");
        assertThat(codes(cloud)).containsExactly("ERR_NGROK_18016");
        assertThat(codes(cloud.with(EndpointField.ENABLED, "false"))).containsExactly("ERR_NGROK_18017");

        EndpointStatus second =
                rig.gateway.create(draft(url, "second", "true"), false).join();

        assertThat(second.state()).isInstanceOf(EndpointState.Online.class);
        for (int i = 0; i < 40; i++) {
            assertThat(rig.letsIn(first)).isTrue();
        }
        assertThat(rig.gateway.traffic(first.id()).accepted()).isPositive();
        assertThat(rig.gateway.traffic(second.id()).accepted()).isPositive();
        assertThatThrownBy(() -> edit(second, Ending.KEEP, EndpointField.POOLING_ENABLED, "false"))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("enable pooling here too");

        rig.gateway.delete(first.id(), Ending.KEEP).join();
        assertThat(rig.letsIn(second)).isTrue();
        edit(second, Ending.KEEP, EndpointField.POOLING_ENABLED, "false");
        assertThat(rig.letsIn(second)).isTrue();
    }

    @Test
    void a_member_that_is_switched_off_leaves_the_address_to_the_others() throws IOException {
        EndpointStatus first = rig.agent("", "");
        edit(first, Ending.KEEP, EndpointField.POOLING_ENABLED, "true");
        String url = first.endpoint().url().toString();
        EndpointStatus second =
                rig.gateway.create(draft(url, "second", "true"), false).join();
        try (Client old = rig.connect(second)) {
            assertThat(old.isAnswered("x")).isTrue();
            rig.gateway
                    .update(first.id(), EndpointDraft.empty().with(EndpointField.ENABLED, "false"), Ending.KEEP)
                    .join();
            for (int i = 0; i < 10; i++) {
                assertThat(rig.letsIn(second)).isTrue();
            }
            assertThat(rig.gateway.endpoint(second.id()).orElseThrow().state())
                    .isInstanceOf(EndpointState.Online.class);
        }
        assertThat(rig.ended(11)).allMatch(c -> c.reason() == CloseReason.CLIENT_CLOSED);
    }

    private EndpointDraft draft(String url, String name, String pooling) {
        return EndpointDraft.empty()
                .with(EndpointField.URL, url)
                .with(EndpointField.NAME, name)
                .with(EndpointField.UPSTREAM, rig.upstream())
                .with(EndpointField.POOLING_ENABLED, pooling);
    }

    private List<String> codes(EndpointDraft draft) {
        return rig.gateway.check(draft, null).stream().map(FieldProblem::code).toList();
    }
}
