package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.gateway.SocketGateway.Client;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of connections, and of what was counted, when a policy is edited: on sockets, through the gateway. */
final class PolicyEditTest {

    private static final String ALLOW =
            "on_tcp_connect: [{actions: [{type: restrict-ips, config: {allow: [127.0.0.0/8]}}]}]";
    private static final String DENY = "on_tcp_connect: [{name: shut, actions: [{type: deny}]}]";

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
    @EnumSource(value = Ending.class, mode = Mode.EXCLUDE, names = "CLOSE")
    void kept_and_draining_connections_live_on_and_new_ones_are_refused(Ending ending) throws IOException {
        EndpointStatus endpoint = rig.agent("", ALLOW);
        try (Client old = rig.connect(endpoint)) {
            assertThat(old.isAnswered("before")).isTrue();

            edit(endpoint, DENY, ending);

            assertThat(rig.letsIn(endpoint)).isFalse();
            assertThat(old.isAnswered("after")).isTrue();
        }
        assertThat(rig.ended(2))
                .extracting(ClosedConnection::reason)
                .containsExactlyInAnyOrder(CloseReason.DENIED, CloseReason.CLIENT_CLOSED);
        assertThat(rig.ended(2))
                .anySatisfy(c -> assertThat(c.decision().decidedBy()).isEqualTo("shut: deny"));
    }

    @Test
    void closing_ends_the_open_ones_and_the_endpoint_goes_on() throws IOException {
        EndpointStatus endpoint = rig.agent("", ALLOW);
        try (Client old = rig.connect(endpoint)) {
            assertThat(old.isAnswered("before")).isTrue();

            edit(endpoint, DENY, Ending.CLOSE);

            assertThat(old.isAnswered("after")).isFalse();
        }
        assertThat(rig.ended(1).getFirst().reason()).isEqualTo(CloseReason.ENDPOINT_STOPPED);
        assertThat(rig.letsIn(endpoint)).isFalse();
        edit(endpoint, ALLOW, Ending.CLOSE);
        assertThat(rig.letsIn(endpoint)).isTrue();
    }

    @Test
    void what_was_counted_counts_on_while_the_action_is_the_same() throws IOException {
        String limit = "{type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: %d, rate: 24h,"
                + " bucket_key: [conn.client_ip]}}";
        EndpointStatus endpoint = rig.agent("", actions(limit.formatted(2)));
        assertThat(rig.letsIn(endpoint)).isTrue();

        edit(endpoint, actions("{type: log, config: {metadata: {a: b}}}, " + limit.formatted(2)), Ending.KEEP);

        assertThat(rig.letsIn(endpoint)).isTrue();
        assertThat(rig.letsIn(endpoint)).as("the third in a day").isFalse();

        edit(endpoint, actions(limit.formatted(1)), Ending.KEEP);

        assertThat(rig.letsIn(endpoint)).as("another limit begins anew").isTrue();
        assertThat(rig.letsIn(endpoint)).isFalse();
    }

    @Test
    void connections_that_are_open_count_on_over_an_edit() throws IOException {
        String limit = "{type: limit-connections, config: {max: 1, bucket_key: [conn.client_ip]}}";
        EndpointStatus endpoint = rig.agent("", actions(limit));
        try (Client old = rig.connect(endpoint)) {
            assertThat(old.isAnswered("in")).isTrue();

            edit(endpoint, actions("{type: log, config: {metadata: {a: b}}}, " + limit), Ending.KEEP);

            assertThat(rig.letsIn(endpoint)).isFalse();
        }
        rig.ended(2);
        assertThat(rig.letsIn(endpoint)).as("its place is free again").isTrue();
    }

    @Test
    void an_endpoint_whose_ip_policy_is_gone_refuses_everybody_and_can_be_changed() throws IOException {
        String id = rig.gateway.ipPolicies().create("office", "").id();
        rig.gateway.ipPolicies().createRule(id, "127.0.0.0/8", "allow", "", "");
        EndpointStatus endpoint = rig.agent("", actions("{type: restrict-ips, config: {ip_policies: [" + id + "]}}"));
        assertThat(rig.letsIn(endpoint)).isTrue();

        rig.gateway.ipPolicies().delete(id);
        assertThat(rig.letsIn(endpoint)).isFalse();
        change(endpoint, EndpointField.DESCRIPTION, "another");
        change(endpoint, EndpointField.ENABLED, "false");
        rig.gateway
                .restore(rig.gateway.delete(endpoint.id(), Ending.CLOSE).join())
                .join();
        change(endpoint, EndpointField.ENABLED, "true");
        close();
        open();

        assertThat(rig.gateway.endpoint(endpoint.id()).orElseThrow().state()).isInstanceOf(EndpointState.Online.class);
        assertThat(rig.letsIn(endpoint)).isFalse();
    }

    private void edit(EndpointStatus endpoint, String policy, Ending ending) {
        rig.gateway
                .update(endpoint.id(), EndpointDraft.empty().with(EndpointField.TRAFFIC_POLICY, policy), ending)
                .join();
    }

    private void change(EndpointStatus endpoint, EndpointField field, String text) {
        rig.gateway
                .update(endpoint.id(), EndpointDraft.empty().with(field, text), Ending.CLOSE)
                .join();
    }

    private static String actions(String actions) {
        return "on_tcp_connect: [{actions: [" + actions + "]}]";
    }
}
