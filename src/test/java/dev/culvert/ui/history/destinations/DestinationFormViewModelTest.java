package dev.culvert.ui.history.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.FileTarget;
import dev.culvert.model.event.TargetKind;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.ui.RecordedNotices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in the dialog, and what becomes of it. */
final class DestinationFormViewModelTest {

    private static final String PATH = "target.file.path";

    @TempDir
    Path directory;

    private final List<EventDestination> done = new ArrayList<>();
    private EventHouse house;
    private DestinationFormViewModel form;

    @BeforeEach
    void build() {
        house = new EventHouse(directory);
        form = form(null);
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    private DestinationFormViewModel form(@Nullable String id) {
        var rows = new DestinationsViewModel(house.desk(), new RecordedNotices(), Runnable::run, Runnable::run);
        rows.beat();
        return new DestinationFormViewModel(
                house.desk(),
                Runnable::run,
                Runnable::run,
                rows.rows().stream().filter(r -> r.id().equals(id)).findFirst().orElse(null));
    }

    private void write(String field, String text) {
        form.target().text(field).set(text);
    }

    private String problem(String field) {
        return form.target().problem(field).get();
    }

    private void submit() {
        form.submit(done::add);
    }

    private EventSubscription onlySubscription() {
        assertThat(house.desk().subscriptions().all()).hasSize(1);
        return house.desk().subscriptions().all().getFirst();
    }

    @Test
    void a_new_one_gets_a_subscription_of_its_own() {
        write(PATH, "e.jsonl");
        write("target.file.max_bytes", "1MiB");
        form.wanted().filter(EventType.TCP_CONNECTION_CLOSED).set("ev.close_reason == 'denied'");
        form.wanted().tick(EventType.ENDPOINT_CREATED).set(true);
        form.description().set("for the shop");
        submit();
        EventDestination made = done.getFirst();
        assertThat(made.target()).isEqualTo(new FileTarget("e.jsonl", 1 << 20, 5));
        assertThat(made.description()).isEqualTo("for the shop");
        assertThat(onlySubscription().destinations()).containsExactly(made.id());
        assertThat(onlySubscription().sources())
                .containsExactly(
                        new EventSource(EventType.TCP_CONNECTION_CLOSED, "ev.close_reason == 'denied'", List.of()),
                        EventSource.all(EventType.ENDPOINT_CREATED));
        assertThat(form.secret().get()).isEmpty();
    }

    @Test
    void one_for_which_nothing_is_ticked_gets_nothing() {
        form.target().kind().set(TargetKind.DEBUG);
        form.wanted().tick(EventType.TCP_CONNECTION_CLOSED).set(false);
        submit();
        assertThat(done).hasSize(1);
        assertThat(house.desk().subscriptions().all()).isEmpty();
    }

    @Test
    void what_is_wrong_is_said_at_its_field_as_typed_and_what_is_missing_when_asked() {
        assertThat(problem(PATH)).as("nobody has written yet").isEmpty();
        write("target.file.keep", "many");
        assertThat(problem("target.file.keep")).contains("whole number from 0 to 1000");
        write("target.file.max_bytes", "big");
        assertThat(problem("target.file.max_bytes")).contains("is not an amount of bytes");
        write("target.file.max_bytes", "1");
        assertThat(problem("target.file.max_bytes")).contains("from 4096");
        assertThat(problem(PATH)).isEmpty();
        submit();
        assertThat(problem(PATH)).contains("Write the file’s path".replace('’', '\''));
        form.target().kind().set(TargetKind.WEBHOOK);
        write("target.webhook.url", "ftp://x");
        assertThat(problem("target.webhook.url")).contains("http:// or https://");
        write("target.webhook.secret", "x");
        assertThat(problem("target.webhook.secret")).contains("whsec_");
        write("target.webhook.headers", "Host: x");
        assertThat(problem("target.webhook.headers")).startsWith("Host: Culvert sets");
        write("target.webhook.headers", "nonsense");
        assertThat(problem("target.webhook.headers")).contains("‘nonsense’ is no header");
        write("target.webhook.headers", "A: ********");
        assertThat(problem("target.webhook.headers")).contains("Write the value of A");
        form.wanted().filter(EventType.TCP_CONNECTION_CLOSED).set("ev.close_reason ==");
        assertThat(form.wanted().filterProblem(EventType.TCP_CONNECTION_CLOSED).get())
                .isNotEmpty();
        submit();
        assertThat(done).isEmpty();
        assertThat(house.desk().destinations().all()).isEmpty();
    }

    @Test
    void a_file_that_another_writes_is_refused_at_its_field() {
        house.destination(EventHouse.file("e.jsonl"));
        write(PATH, "e.jsonl");
        submit();
        assertThat(problem(PATH)).contains("writes to this file");
        assertThat(done).isEmpty();
        write(PATH, "f.jsonl");
        assertThat(problem(PATH)).isEmpty();
    }

    @Test
    void a_secret_is_made_and_known_once_and_tried_before_it_is_kept() {
        form.target().kind().set(TargetKind.WEBHOOK);
        write("target.webhook.url", house.url());
        write("target.webhook.headers", "X-Team: web");
        form.test();
        assertThat(form.message().get().text()).isEqualTo("The test event arrived.");
        assertThat(house.received())
                .singleElement()
                .satisfies(r -> assertThat(r).startsWith("web {"));
        assertThat(house.desk().destinations().all()).isEmpty();
        house.answer(500);
        form.test();
        assertThat(form.message().get().text())
                .startsWith("The test event did not arrive: ")
                .contains("500");
        submit();
        assertThat(form.secret().get())
                .isEqualTo(((WebhookTarget) done.getFirst().target()).secret())
                .startsWith("whsec_");
    }

    @Test
    void secrets_and_values_stay_hidden_and_as_they_are() {
        var target = new WebhookTarget(house.url(), WebhookTarget.newSecret(), Map.of("X-Key", "k1", "X-Team", "web"));
        String id = house.destination(target);
        form = form(id);
        assertThat(form.target().text("target.webhook.secret").get()).isEmpty();
        assertThat(form.target().text("target.webhook.headers").get()).isEqualTo("X-Key: ********\nX-Team: ********");
        write("target.webhook.headers", "X-Key: ********\nX-Team: db");
        submit();
        assertThat(done.getFirst().target())
                .isEqualTo(new WebhookTarget(house.url(), target.secret(), Map.of("X-Key", "k1", "X-Team", "db")));
        assertThat(form.secret().get()).as("nothing was made").isEmpty();
    }

    @Test
    void an_edit_leaves_alone_what_the_dialog_does_not_show() {
        String id = house.destination(EventHouse.file("e.jsonl"));
        String other = house.destination(EventHouse.file("o.jsonl"));
        var narrow = new EventSource(EventType.TCP_CONNECTION_CLOSED, "ev.rule == ''", List.of("conn.client_ip"));
        var subscriptions = house.desk().subscriptions();
        var shared = subscriptions.create(
                "s", "m", List.of(EventSource.all(EventType.ENDPOINT_CREATED)), List.of(id, other));
        var own = subscriptions.create(
                "own", "mine", List.of(EventSource.all(EventType.ENDPOINT_DELETED), narrow), List.of(id));
        var second = subscriptions.create("x", "", List.of(narrow), List.of(id));
        form = form(id);
        assertThat(form.others())
                .contains("2 other subscriptions, which stay as they are: ")
                .contains("endpoints created");
        long head = house.desk().journal().head();
        submit();
        assertThat(subscriptions.all()).as("nothing was changed").containsExactly(shared, own, second);
        assertThat(house.desk().journal().head()).as("and nothing is told").isEqualTo(head);
        form.wanted().tick(EventType.ENDPOINT_DELETED).set(false);
        form.wanted().tick(EventType.HTTP_REQUEST_COMPLETE).set(true);
        write(PATH, "moved.jsonl");
        submit();
        assertThat(subscriptions.all())
                .containsExactly(
                        shared,
                        own.withSources(List.of(narrow, EventSource.all(EventType.HTTP_REQUEST_COMPLETE))),
                        second);
        assertThat(house.desk().destinations().get(id).orElseThrow().target())
                .isEqualTo(new FileTarget("moved.jsonl", 10 << 20, 5));
    }
}
