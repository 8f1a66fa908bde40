package dev.culvert.ui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.ui.RecordedNotices;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class EndpointsViewModelTest {

    @TempDir
    Path directory;

    private final RecordedNotices notices = new RecordedNotices();
    private final AtomicLong time = new AtomicLong();
    private TestDesktop desktop;
    private EndpointsViewModel model;

    @BeforeEach
    void open() {
        desktop = new TestDesktop(directory);
        model = new EndpointsViewModel(desktop.gateway(), notices, Runnable::run, time::get);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    @Test
    void a_row_tells_wish_fact_and_addresses() {
        desktop.endpoint("db", 15432, "5432");
        EndpointText text = row(0);
        assertThat(text.enabled()).isTrue();
        assertThat(text.state()).isEqualTo(new EndpointText.State(Tone.GOOD, "Online"));
        assertThat(text.url().text()).isEqualTo("tcp://localhost:15432");
        assertThat(text.upstream().text()).isEqualTo("localhost:5432");
        assertThat(text.name().hasPolicy()).isFalse();
    }

    @Test
    void the_details_say_who_can_reach_it() {
        desktop.endpoint("local", 15432, "5432");
        desktop.gateway()
                .create(TestDesktop.draft("inner", 1, "5432").with(EndpointField.URL, "tcp://db.internal:5432"), false)
                .join();
        assertThat(desktop.gateway().endpoints())
                .extracting(this::reach)
                .containsExactlyInAnyOrder("this machine only", "other endpoints only");
    }

    @Test
    void the_details_say_what_the_health_check_found() {
        EndpointId db = desktop.endpoint("db", 15432, "5432").id();
        assertThat(details(desktop.gateway().endpoint(db).orElseThrow()).health())
                .isEmpty();
        EndpointStatus checked = desktop.gateway()
                .update(db, EndpointDraft.empty().with(EndpointField.HEALTH_CHECK_INTERVAL, "5s"), Ending.KEEP)
                .join();
        assertThat(details(checked).health()).isEqualTo("The upstream is being checked.");
        desktop.engine().find(db, new UpstreamHealth.Down(Instant.EPOCH.minusSeconds(120), "Connection refused"));
        assertThat(details(checked).health()).isEqualTo("The upstream has been down for 2:00: Connection refused.");
        assertThat(details(checked).facts())
                .contains(new DetailsText.Fact("Health check", "every 5s, down after 3 failures"));
    }

    private String reach(EndpointStatus status) {
        return details(status).reach();
    }

    private DetailsText details(EndpointStatus status) {
        return DetailsText.of(
                status,
                "",
                desktop.gateway().health(status.id()),
                desktop.gateway().traffic(status.id()),
                desktop.gateway().ingresses(),
                Instant.EPOCH,
                Messages.of(DetailsText.class));
    }

    @Test
    void a_row_that_takes_no_clients_says_why() {
        EndpointId db = desktop.endpoint("db", 15432, "5432").id();
        desktop.engine().hinder(db, "Too many open files");
        assertThat(row(0).state()).isEqualTo(new EndpointText.State(Tone.WARN, "Online"));
        assertThat(row(0).name().reason()).contains("Cannot accept clients").contains("Too many open files");
    }

    @Test
    void a_row_whose_upstream_is_down_says_so() {
        EndpointId db = desktop.endpoint("db", 15432, "5432").id();
        desktop.engine().find(db, new UpstreamHealth.Up(Instant.EPOCH));
        assertThat(row(0).name().reason()).isEmpty();
        desktop.engine().find(db, new UpstreamHealth.Down(Instant.EPOCH, "Connection refused"));
        assertThat(row(0).state()).isEqualTo(new EndpointText.State(Tone.WARN, "Online"));
        assertThat(row(0).name().reason()).isEqualTo("The upstream is down: Connection refused.");
    }

    @Test
    void a_failed_row_says_why() {
        desktop.engine().occupy(15432, ListenResult.Cause.PORT_IN_USE);
        desktop.endpoint("db", 15432, "5432");
        assertThat(row(0).state().word()).isEqualTo("Failed");
        assertThat(row(0).name().reason()).contains("Port 15432 is in use");
        assertThat(row(0).url().isLifted()).isTrue();
    }

    @Test
    void a_policy_is_marked() {
        desktop.gateway()
                .create(TestDesktop.draft("db", 15432, "5432").with(EndpointField.TRAFFIC_POLICY, "{}"), false)
                .join();
        assertThat(row(0).name().hasPolicy()).isTrue();
    }

    @Test
    void rates_are_means_over_a_second_and_go_back_to_nothing() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        FakeConnection connection = desktop.engine().add(FakeConnection.to(db, 50000));
        beat();
        connection.move(500, 250_000);
        beat();
        assertThat(row(0).flow().in()).isNotEqualTo("–");
        assertThat(row(0).open().text()).isEqualTo("1");
        for (int i = 0; i < 8; i++) {
            beat();
        }
        assertThat(row(0).flow().in()).isEqualTo("–");
        assertThat(row(0).flow().out()).isEqualTo("–");
    }

    @Test
    void a_row_stays_the_same_row_while_its_endpoint_changes() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        desktop.endpoint("web", 18080, "8080");
        model.refresh();
        EndpointRow first = model.rows().getFirst();
        model.switchTo(first, false, Ending.DRAIN);
        await().until(() -> row(0).state().word().equals("Off"));
        assertThat(model.rows().getFirst()).isSameAs(first);
        assertThat(model.row(db.id())).containsSame(first);
        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void the_search_finds_names_addresses_and_states() {
        desktop.endpoint("db", 15432, "10.0.0.1:5432");
        desktop.endpoint("web", 18080, "8080");
        model.refresh();
        model.search().set("10.0.");
        assertThat(model.shown()).extracting(r -> r.text().get().name().name()).containsExactly("db");
        model.search().set(" WEB ");
        assertThat(model.shown()).extracting(r -> r.text().get().name().name()).containsExactly("web");
        model.search().set("online");
        assertThat(model.shown()).hasSize(2);
    }

    @Test
    void switching_off_ends_connections_as_told_and_on_again_listens() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        desktop.engine().add(FakeConnection.to(db, 50000));
        model.refresh();
        EndpointRow row = model.rows().getFirst();
        assertThat(model.hasConnections(row)).isTrue();
        model.switchTo(row, false, Ending.CLOSE);
        await().until(() -> row(0).state().word().equals("Off"));
        assertThat(desktop.engine().ended()).contains(new FakeEngine.Ended(db.id(), Ending.CLOSE));
        model.switchTo(row, true, Ending.KEEP);
        await().until(() -> row(0).state().word().equals("Online"));
    }

    @Test
    void a_deleted_endpoint_comes_back_as_it_was() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        desktop.endpoint("web", 18080, "8080");
        model.refresh();
        model.delete(List.copyOf(model.rows()));
        await().until(() -> notices.texts.contains("Deleted 2 endpoints"));
        model.refresh();
        assertThat(model.rows()).isEmpty();
        notices.undo.run();
        await().until(() -> desktop.gateway().endpoints().size() == 2);
        assertThat(desktop.gateway().endpoint(db.id())).isPresent();
    }

    @Test
    void what_cannot_be_undone_is_said() {
        desktop.endpoint("db", 15432, "5432");
        model.refresh();
        model.delete(List.copyOf(model.rows()));
        await().until(() -> notices.texts.contains("Deleted “db”"));
        desktop.endpoint("other", 15432, "5432");
        notices.undo.run();
        await().untilAsserted(() ->
                assertThat(notices.texts).last().asString().contains("other").contains("tcp://localhost:15432"));
    }

    private EndpointText row(int index) {
        model.refresh();
        return model.rows().get(index).text().get();
    }

    private void beat() {
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(250));
        model.refresh();
    }
}
