package dev.culvert.ui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.Binding;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.UpstreamTls;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.endpoints.AddressForm.PortFrom;
import dev.culvert.ui.endpoints.AddressForm.Reach;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class FormViewModelTest {

    @TempDir
    Path directory;

    private final List<EndpointStatus> made = new CopyOnWriteArrayList<>();
    private TestDesktop desktop;

    @BeforeEach
    void open() {
        desktop = new TestDesktop(directory);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    @Test
    void says_nothing_of_fields_that_nobody_touched_and_everything_on_submit() {
        FormViewModel form = create();
        form.text(EndpointField.NAME).set("db");
        assertThat(form.problem(EndpointField.UPSTREAM).get()).isEmpty();
        form.submit(made::add);
        assertThat(form.problem(EndpointField.UPSTREAM).get()).contains("Say where to forward to");
        assertThat(form.busy().get()).isFalse();
        assertThat(desktop.gateway().endpoints()).isEmpty();
    }

    @Test
    void says_what_is_wrong_while_it_is_typed() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("db");
        assertThat(form.problem(EndpointField.UPSTREAM).get()).contains("no port");
        form.text(EndpointField.UPSTREAM).set("db:5432");
        assertThat(form.problem(EndpointField.UPSTREAM).get()).isEmpty();
        form.text(EndpointField.MAX_CONNECTIONS).set("many");
        assertThat(form.problem(EndpointField.MAX_CONNECTIONS).get()).contains("whole number");
        form.text(EndpointField.CONNECT_TIMEOUT).set("soon");
        assertThat(form.problem(EndpointField.CONNECT_TIMEOUT).get()).contains("not a duration");
    }

    @Test
    void what_lies_before_and_behind_is_checked_as_typed_and_kept() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("tls://db.example:5432");
        form.text(EndpointField.UPSTREAM_TLS_CA).set("nonsense");
        assertThat(form.problem(EndpointField.UPSTREAM_TLS_CA).get()).contains("neither PEM text nor the path");
        form.text(EndpointField.UPSTREAM_TLS_CA).set("");
        assertThat(form.problem(EndpointField.UPSTREAM_TLS_CA).get()).isEmpty();
        form.text(EndpointField.TRUSTED_PROXIES).set("here");
        assertThat(form.problem(EndpointField.TRUSTED_PROXIES).get()).contains("is not a network");
        form.text(EndpointField.TRUSTED_PROXIES).set("10.0.0.0/8 192.0.2.7");
        form.text(EndpointField.HEALTH_CHECK_INTERVAL).set("1ms");
        assertThat(form.problem(EndpointField.HEALTH_CHECK_INTERVAL).get()).contains("at least 100ms");
        form.text(EndpointField.HEALTH_CHECK_INTERVAL).set("5s");
        form.text(EndpointField.POOLING_ENABLED).set("true");
        form.text(EndpointField.UPSTREAM_TLS_VERIFY).set("false");
        await().until(() -> !form.address().waitsForPort());
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        EndpointSpec spec = made.getFirst().endpoint().spec();
        assertThat(spec.upstreamTls()).isEqualTo(new UpstreamTls(false, ""));
        assertThat(spec.trustedProxies()).containsExactly("10.0.0.0/8", "192.0.2.7/32");
        assertThat(spec.healthCheck()).isEqualTo(new HealthCheck(Duration.ofSeconds(5), 3));
        assertThat(spec.poolingEnabled()).isTrue();
    }

    @Test
    void a_chosen_port_is_checked_and_shown_in_the_url() {
        desktop.endpoint("other", 15432, "5432");
        FormViewModel form = create();
        form.address().portFrom().set(PortFrom.CHOSEN);
        assertThat(form.problem(EndpointField.URL).get()).isEmpty();
        form.address().chosenPort().set("15432");
        assertThat(form.address().url().get()).isEqualTo("tcp://localhost:15432");
        assertThat(form.problem(EndpointField.URL).get()).contains("'other'");
        form.address().chosenPort().set("70000");
        assertThat(form.problem(EndpointField.URL).get()).contains("65535");
        form.address().chosenPort().set("15433");
        assertThat(form.problem(EndpointField.URL).get()).isEmpty();
    }

    @Test
    void listed_addresses_become_a_rule_and_are_shown_again() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("5432");
        form.address().reach().set(Reach.LISTED);
        assertThat(form.listed().problem().get()).isEmpty();
        form.submit(made::add);
        assertThat(form.listed().problem().get()).contains("at least one network");
        form.listed().text().set("10.0.0.0/8 somewhere");
        assertThat(form.listed().problem().get()).contains("'somewhere' is not a network");
        form.submit(made::add);
        assertThat(desktop.gateway().endpoints()).isEmpty();
        form.listed().text().set("10.0.0.0/8, 203.0.113.7");
        await().until(() -> !form.address().waitsForPort());
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        EndpointStatus status = made.getFirst();
        assertThat(desktop.gateway().ingresses().lan().hosts())
                .contains(status.endpoint().url().host());
        assertThat(status.endpoint().spec().trafficPolicy())
                .contains("these addresses", "allow: [10.0.0.0/8, 203.0.113.7/32]");

        FormViewModel again = FormViewModel.edit(desktop.gateway(), Runnable::run, status.endpoint());
        assertThat(again.address().reach().get()).isEqualTo(Reach.LISTED);
        assertThat(again.listed().text().get()).isEqualTo("10.0.0.0/8, 203.0.113.7/32");
        again.address().reach().set(Reach.LAN);
        assertThat(again.text(EndpointField.TRAFFIC_POLICY).get()).isEmpty();
        again.address().reach().set(Reach.LISTED);
        assertThat(again.text(EndpointField.TRAFFIC_POLICY).get()).contains("10.0.0.0/8");
    }

    @Test
    void an_internal_endpoint_is_named_after_the_endpoint_and_keeps_the_upstream_s_port() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("localhost:5432");
        form.address().reach().set(Reach.INTERNAL);
        assertThat(form.hostProblem().get()).as("not touched yet").isEmpty();
        form.submit(made::add);
        assertThat(form.hostProblem().get()).contains("such as db.internal");
        form.text(EndpointField.NAME).set("Orders DB");
        assertThat(form.address().url().get()).isEqualTo("tcp://orders-db.internal:5432");
        assertThat(form.hostProblem().get()).isEmpty();
        form.address().internalHost().set("db");
        form.text(EndpointField.NAME).set("orders");
        form.text(EndpointField.UPSTREAM).set("5433");
        assertThat(form.address().url().get()).isEqualTo("tcp://db.internal:5433");
        form.address().chosenPort().set("0");
        assertThat(form.hostProblem().get()).as("it is the port's").isEmpty();
        assertThat(form.problem(EndpointField.URL).get()).contains("out of range");
        form.address().chosenPort().set("5432");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        EndpointSpec spec = made.getFirst().endpoint().spec();
        assertThat(spec.binding()).isEqualTo(Binding.INTERNAL);
        assertThat(spec.url()).hasToString("tcp://db.internal:5432");
        assertThat(made.getFirst().state()).isInstanceOf(EndpointState.Online.class);

        FormViewModel rival = create();
        rival.text(EndpointField.UPSTREAM).set("5432");
        rival.address().reach().set(Reach.INTERNAL);
        rival.address().internalHost().set("db.internal");
        assertThat(rival.hostProblem().get()).contains("'orders'");
        rival.address().reach().set(Reach.LOCAL);
        assertThat(rival.address().portFrom().get())
                .as("a socket needs a free one")
                .isEqualTo(PortFrom.ANY);
    }

    @Test
    void an_internal_endpoint_stays_one_when_it_is_edited_or_duplicated() {
        EndpointStatus inner = desktop.gateway()
                .create(TestDesktop.draft("inner", 1, "5432").with(EndpointField.URL, "tcp://db.internal:5432"), false)
                .join();
        FormViewModel form = FormViewModel.edit(desktop.gateway(), Runnable::run, inner.endpoint());
        assertThat(form.address().reach().get()).isEqualTo(Reach.INTERNAL);
        form.text(EndpointField.DESCRIPTION).set("the database");
        form.text(EndpointField.NAME).set("renamed");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().url()).hasToString("tcp://db.internal:5432");

        FormViewModel twin = FormViewModel.duplicate(
                desktop.gateway(), Runnable::run, made.getFirst().endpoint());
        assertThat(twin.address().url().get()).isEqualTo("tcp://renamed-2.internal:5432");

        FormViewModel opened = FormViewModel.edit(
                desktop.gateway(), Runnable::run, made.getFirst().endpoint());
        opened.address().reach().set(Reach.LOCAL);
        opened.address().chosenPort().set("15432");
        made.clear();
        opened.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().spec().binding()).isEqualTo(Binding.PUBLIC);
        assertThat(made.getFirst().endpoint().url()).hasToString("tcp://localhost:15432");
    }

    @Test
    void any_free_port_is_found_and_kept() {
        FormViewModel form = create();
        String url = form.address().url().get();
        assertThat(url).matches("tcp://localhost:2\\d{4}");
        form.text(EndpointField.UPSTREAM).set("5432");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().url()).hasToString(url);
        assertThat(made.getFirst().state()).isInstanceOf(EndpointState.Online.class);
    }

    @Test
    void my_network_takes_the_machine_s_own_host() {
        FormViewModel form = create();
        form.address().reach().set(Reach.LAN);
        String host = desktop.gateway().ingresses().lan().host();
        assertThat(form.address().url().get()).contains(host);
        form.text(EndpointField.UPSTREAM).set("5432");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().url().host()).isEqualTo(host);
    }

    @Test
    void presets_fill_in_what_the_user_has_not_written() {
        desktop.endpoint("ssh", 20022, "22");
        FormViewModel form = create();
        form.apply(Preset.SSH);
        assertThat(form.text(EndpointField.UPSTREAM).get()).isEqualTo("localhost:22");
        assertThat(form.text(EndpointField.NAME).get()).isEqualTo("ssh-2");
        form.apply(Preset.POSTGRESQL);
        assertThat(form.text(EndpointField.UPSTREAM).get()).isEqualTo("localhost:5432");
        assertThat(form.text(EndpointField.NAME).get()).isEqualTo("postgresql");
        form.text(EndpointField.UPSTREAM).set("db.internal:5432");
        form.text(EndpointField.NAME).set("orders");
        form.apply(Preset.MYSQL);
        assertThat(form.text(EndpointField.UPSTREAM).get()).isEqualTo("db.internal:5432");
        assertThat(form.text(EndpointField.NAME).get()).isEqualTo("orders");
    }

    @Test
    void a_cloud_endpoint_needs_a_policy_and_no_upstream() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("5432");
        form.kind().set(EndpointKind.CLOUD);
        form.submit(made::add);
        assertThat(form.problem(EndpointField.TRAFFIC_POLICY).get()).contains("needs a traffic policy");
        form.text(EndpointField.TRAFFIC_POLICY).set("on_tcp_connect: [{actions: [{type: deny}]}]");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().spec().kind()).isEqualTo(EndpointKind.CLOUD);
        assertThat(made.getFirst().endpoint().spec().upstream()).isNull();
    }

    @Test
    void an_edit_changes_what_was_written_and_nothing_else() {
        EndpointStatus db = desktop.gateway()
                .create(
                        TestDesktop.draft("db", 15432, "5432")
                                .with(EndpointField.MAX_CONNECTIONS, "7")
                                .with(EndpointField.ENABLED, "false"),
                        false)
                .join();
        FormViewModel form = FormViewModel.edit(desktop.gateway(), Runnable::run, db.endpoint());
        form.text(EndpointField.UPSTREAM).set("10.0.0.1:5432");
        form.ending().set(Ending.DRAIN);
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        EndpointSpec spec = made.getFirst().endpoint().spec();
        assertThat(spec.upstream()).hasToString("10.0.0.1:5432");
        assertThat(spec.url()).hasToString("tcp://localhost:15432");
        assertThat(spec.limits().maxConnections()).isEqualTo(7);
        assertThat(made.getFirst().endpoint().enabled()).isFalse();
    }

    @Test
    void an_edit_keeps_the_host_that_the_user_wrote() {
        EndpointStatus db = desktop.gateway()
                .create(TestDesktop.draft("db", 15432, "5432").with(EndpointField.URL, "tcp://127.0.0.1:15432"), false)
                .join();
        FormViewModel form = FormViewModel.edit(desktop.gateway(), Runnable::run, db.endpoint());
        assertThat(form.address().url().get()).isEqualTo("tcp://127.0.0.1:15432");
    }

    @Test
    void a_duplicate_has_its_own_name_and_port() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        FormViewModel form = FormViewModel.duplicate(desktop.gateway(), Runnable::run, db.endpoint());
        await().until(() -> !form.address().waitsForPort());
        assertThat(form.text(EndpointField.NAME).get()).isEqualTo("db-2");
        form.submit(made::add);
        await().until(() -> !made.isEmpty());
        assertThat(made.getFirst().endpoint().url().port()).isNotEqualTo(15432);
        assertThat(made.getFirst().endpoint().spec().upstream()).hasToString("localhost:5432");
    }

    @Test
    void a_rejection_shows_beside_its_field() {
        FormViewModel form = create();
        form.text(EndpointField.UPSTREAM).set("5432");
        form.address().portFrom().set(PortFrom.CHOSEN);
        form.address().chosenPort().set("15432");
        EndpointStatus rival = desktop.endpoint("rival", 15432, "5432");
        form.submit(made::add);
        assertThat(form.problem(EndpointField.URL).get())
                .contains(rival.endpoint().name());
        assertThat(made).isEmpty();
    }

    private FormViewModel create() {
        FormViewModel form = FormViewModel.create(desktop.gateway(), Runnable::run);
        await().until(() -> !form.address().waitsForPort());
        return form;
    }
}
