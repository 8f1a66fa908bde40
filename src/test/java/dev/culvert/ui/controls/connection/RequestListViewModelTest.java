package dev.culvert.ui.controls.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.events.EventLog;
import dev.culvert.gateway.History;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.SampleExchange;
import dev.culvert.store.Store;
import dev.culvert.ui.controls.Tone;
import dev.culvert.ui.staged.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestListViewModelTest {

    private static final Executor AT_ONCE = Runnable::run;

    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock();
    private final List<String> problems = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private Store store;
    private EventLog log;
    private boolean hasHttpPhases;
    private long written;
    private RequestListViewModel model;

    @BeforeEach
    void build() {
        store = Store.open(directory);
        log = new EventLog(store.connections()::append, Thread::new);
        model = model(AT_ONCE);
    }

    private RequestListViewModel model(Executor background) {
        return new RequestListViewModel(
                new History(store, log), id -> hasHttpPhases, background, AT_ONCE, clock, problems::add);
    }

    @AfterEach
    void close() {
        log.close();
        store.close();
    }

    private void complete(long connection, long from, long to) {
        for (long i = from; i <= to; i++) {
            log.record(SampleExchange.of(connection, i));
        }
        written += to - from + 1;
        Awaitility.await().until(() -> log.writtenRequests() == written);
    }

    private void beat() {
        clock.advance(Duration.ofSeconds(1));
        model.beat();
    }

    private static Facts facts(long connection) {
        return new Facts(
                new ConnectionId(connection),
                new EndpointId("ep_1"),
                "10.0.0.1:1",
                Tone.GOOD,
                "Open",
                "",
                null,
                List.of(),
                true);
    }

    private List<Long> numbers() {
        return model.rowsProperty().get().stream().map(r -> r.id().number()).toList();
    }

    @Test
    void rows_have_all_that_is_asked_for() {
        log.record(SampleExchange.refused(7, 1));
        written++;
        complete(7, 2, 3);
        model.show(facts(7));
        RequestRow row = model.rowsProperty().get().getFirst();
        assertThat(row.time()).isEqualTo("10:00:00.153");
        assertThat(row.status()).isEqualTo("200");
        assertThat(row.tone()).isEqualTo(Tone.GOOD);
        assertThat(row.method()).isEqualTo("POST");
        assertThat(row.target()).isEqualTo("/orders/3?page=2");
        assertThat(row.figures()).isEqualTo("7.0 ms, 17 B in, 1.00 kB out");
        assertThat(row.why()).isEmpty();
        assertThat(row.line())
                .isEqualTo("rq_0000000000007_3\t2026-11-23T10:00:00.153456Z\tPOST\t"
                        + "http://shop.example:8000/orders/3?page=2\t200\t7000\t17\t1003");
        RequestRow refused = model.rowsProperty().get().getLast();
        assertThat(refused.tone()).isEqualTo(Tone.WARN);
        assertThat(refused.why()).isEqualTo("office only: restrict-ips");
        assertThat(model.countProperty().get()).isEqualTo(3);
        assertThat(model.availableProperty().get()).isTrue();
    }

    @Test
    void new_ones_come_at_the_top_while_it_is_open() {
        complete(7, 1, 3);
        complete(8, 1, 1);
        model.show(facts(7));
        assertThat(numbers()).containsExactly(3L, 2L, 1L);
        complete(7, 4, 5);
        beat();
        assertThat(numbers()).containsExactly(5L, 4L, 3L, 2L, 1L);
        model.show(facts(8));
        assertThat(numbers()).containsExactly(1L);
        model.show(null);
        assertThat(numbers()).isEmpty();
        assertThat(model.availableProperty().get()).isFalse();
    }

    @Test
    void it_pages_back_to_the_first_and_keeps_them_when_new_ones_come() {
        complete(7, 1, 250);
        model.show(facts(7));
        assertThat(numbers()).hasSize(RequestListViewModel.PAGE).startsWith(250L);
        assertThat(model.countProperty().get()).isEqualTo(250);
        model.loadOlder();
        complete(7, 251, 251);
        beat();
        assertThat(numbers()).hasSize(201).startsWith(251L).endsWith(51L);
        model.loadOlder();
        assertThat(model.olderLeftProperty().get()).isFalse();
        model.loadOlder();
        assertThat(numbers()).hasSize(251).endsWith(1L).doesNotHaveDuplicates();
    }

    @Test
    void more_new_ones_than_a_page_take_the_place_of_what_was_there() {
        complete(7, 1, 10);
        model.show(facts(7));
        complete(7, 11, 300);
        beat();
        assertThat(numbers()).hasSize(RequestListViewModel.PAGE).startsWith(300L);
        assertThat(model.olderLeftProperty().get()).isTrue();
    }

    @Test
    void without_requests_it_is_there_only_where_the_endpoint_tells_them_apart() {
        model.show(facts(7));
        assertThat(model.availableProperty().get()).isFalse();
        model.show(null);
        hasHttpPhases = true;
        model.show(facts(7));
        assertThat(model.availableProperty().get()).isTrue();
        assertThat(numbers()).isEmpty();
    }

    @Test
    void an_answer_for_another_connection_is_not_taken() {
        complete(7, 1, 3);
        model = model(later::add);
        model.show(facts(7));
        model.show(facts(8));
        later.removeFirst().run();
        assertThat(numbers()).isEmpty();
        assertThat(model.availableProperty().get()).isFalse();
        later.removeFirst().run();
        assertThat(numbers()).isEmpty();
    }

    @Test
    void a_history_that_cannot_be_read_is_told() {
        model = new RequestListViewModel(
                new History(store, log),
                id -> {
                    throw new IllegalStateException("the disk is gone");
                },
                AT_ONCE,
                AT_ONCE,
                clock,
                problems::add);
        model.show(facts(7));
        assertThat(problems).singleElement().asString().contains("the disk is gone");
    }
}
