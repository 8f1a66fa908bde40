package dev.culvert.ui.history.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.TargetKind;
import dev.culvert.ui.RecordedNotices;
import dev.culvert.ui.controls.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows, and what can be done with them. */
final class DestinationsViewModelTest {

    @TempDir
    Path directory;

    private final RecordedNotices notices = new RecordedNotices();
    private EventHouse house;
    private DestinationsViewModel model;

    @BeforeEach
    void build() {
        house = new EventHouse(directory);
        model = new DestinationsViewModel(house.desk(), notices, Runnable::run, Runnable::run);
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    private DestinationRow row(String id) {
        model.beat();
        return model.rows().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void a_row_says_what_it_is_where_it_goes_and_how_it_does() {
        assertThat(model.readProperty().get()).isFalse();
        String syslog = house.destination(
                EventHouse.target(TargetKind.SYSLOG, Map.of("host", "::1", "port", "1514", "transport", "udp")));
        String file = house.destination(EventHouse.file("e.jsonl"), EventSource.all(EventType.IP_POLICY_CREATED));
        assertThat(row(syslog).place()).isEqualTo("[::1]:1514 (udp)");
        assertThat(row(syslog).kind()).isEqualTo("Syslog");
        assertThat(row(syslog).wants()).isEqualTo("nothing yet");
        assertThat(model.readProperty().get()).isTrue();
        house.change();
        await().until(() -> row(file).state().progress().delivered() == 1);
        assertThat(row(file).word()).isEqualTo("Up to date");
        assertThat(row(file).tone()).isEqualTo(Tone.GOOD);
        assertThat(row(file).lost()).isEmpty();
        assertThat(row(file).reason()).isEmpty();
    }

    @Test
    void one_that_fails_says_why_and_what_fails_can_be_skipped() {
        String id = house.failing();
        assertThat(row(id).word()).isEqualTo("Failing");
        assertThat(row(id).tone()).isEqualTo(Tone.BAD);
        assertThat(row(id).reason()).contains("401");
        model.skip(row(id));
        assertThat(notices.texts).singleElement().satisfies(t -> assertThat(t).startsWith("Skipped the event ev_"));
        await().until(() -> !row(id).isFailing());
        assertThat(row(id).lost()).isEqualTo("1 skipped");
        model.skip(row(id));
        assertThat(notices.texts).last().isEqualTo("Nothing fails there any more");
    }

    @Test
    void an_event_for_a_test_is_sent_and_what_came_of_it_is_told() {
        String good = house.destination(EventHouse.file("t.jsonl"));
        model.beat();
        model.test(row(good));
        assertThat(notices.texts).containsExactly("The test event arrived: t.jsonl");
        assertThat(directory.resolve("t.jsonl")).isNotEmptyFile();
        String bad = house.destination(EventHouse.target(TargetKind.SYSLOG, Map.of("host", "localhost", "port", "1")));
        model.test(row(bad));
        assertThat(notices.texts)
                .last()
                .satisfies(t -> assertThat(t).startsWith("The test event did not arrive at localhost:1 (tcp): "));
        assertThat(model.testingProperty().get()).isFalse();
    }

    @Test
    void what_uses_it_goes_with_it_or_only_loses_it() {
        String kept = house.destination(EventHouse.file("kept.jsonl"));
        String gone = house.destination(EventHouse.file("gone.jsonl"), EventSource.all(EventType.ENDPOINT_CREATED));
        String both = house.desk()
                .subscriptions()
                .create("both", "m", List.of(EventSource.all(EventType.ENDPOINT_UPDATED)), List.of(kept, gone))
                .id();
        assertThat(model.consequences(row(gone)))
                .contains("Its subscription goes with it.")
                .contains("One subscription that also sends elsewhere only loses it.");
        assertThat(model.consequences(row(kept))).doesNotContain("goes with it");
        model.delete(row(gone));
        assertThat(model.rows()).extracting(DestinationRow::id).containsExactly(kept);
        assertThat(house.desk().subscriptions().all()).singleElement().satisfies(s -> {
            assertThat(s.id()).isEqualTo(both);
            assertThat(s.description()).isEqualTo("both");
            assertThat(s.destinations()).containsExactly(kept);
        });
        assertThat(notices.texts).containsExactly("Deleted “gone.jsonl”");
    }

    @Test
    void what_changes_here_is_told_as_done_at_the_dashboard() throws Exception {
        house.destination(EventHouse.file("audit.jsonl"), EventSource.all(EventType.EVENT_DESTINATION_DELETED));
        String gone = house.destination(EventHouse.file("gone.jsonl"));
        model.delete(row(gone));
        Path file = directory.resolve("audit.jsonl");
        await().until(() -> Files.exists(file) && Files.size(file) > 0);
        assertThat(Files.readString(file)).contains("\"Dashboard\"").contains(gone);
    }

    @Test
    void what_it_gets_is_a_sentence() {
        assertThat(wants(new EventSource(EventType.TCP_CONNECTION_CLOSED, "ev.close_reason == 'denied'", List.of())))
                .isEqualTo("closed connections, where ev.close_reason == 'denied'");
        assertThat(wants(EventSource.all(EventType.HTTP_REQUEST_COMPLETE), EventSource.all(EventType.ENDPOINT_CREATED)))
                .isEqualTo("HTTP requests; endpoints created");
        assertThat(wants(all(Thing.ENDPOINT, Thing.IP_POLICY, Thing.TCP_ADDRESS)))
                .isEqualTo("changes of endpoints, TCP addresses and IP policies");
        assertThat(wants(all(Thing.values()))).isEqualTo("all changes");
        assertThat(WantsText.changeTypes())
                .as("no type of event is forgotten")
                .hasSize(EventType.values().length - EventType.TRAFFIC.size());
    }

    private static EventSource[] all(Thing... things) {
        return List.of(things).stream()
                .flatMap(t -> t.types().stream())
                .map(EventSource::all)
                .toArray(EventSource[]::new);
    }

    private static String wants(EventSource... sources) {
        return new WantsText()
                .of(List.of(new EventSubscription(
                        "esb_1", "", "", List.of(sources), List.of("ed_1"), java.time.Instant.EPOCH)));
    }
}
