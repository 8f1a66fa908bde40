package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeEngine;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.ui.TestDesktop;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The draft without a toolkit. */
@SuppressWarnings("NullAway.Init")
final class PolicyViewModelTest {

    private static final String DENY = "on_tcp_connect:\n  - actions:\n      - type: deny\n";
    private static final String ALLOW =
            "on_tcp_connect:\n  - actions:\n      - type: restrict-ips\n        config: {allow: [10.0.0.0/8]}\n";

    @TempDir
    Path directory;

    private final Deque<Runnable> checks = new ArrayDeque<>();
    private TestDesktop desktop;
    private EndpointStatus endpoint;
    private PolicyViewModel policy;

    @BeforeEach
    void open() {
        desktop = new TestDesktop(directory);
        endpoint = desktop.endpoint("db", 15432, "5432");
        policy = draft(null);
    }

    private PolicyViewModel draft(@Nullable String kept) {
        EndpointStatus now = desktop.gateway().endpoint(endpoint.id()).orElseThrow();
        return new PolicyViewModel(desktop.gateway(), now, kept, checks::add, Runnable::run);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    private void check() {
        while (!checks.isEmpty()) {
            checks.pop().run();
        }
    }

    private void live(String text) {
        var change = EndpointDraft.empty().with(EndpointField.TRAFFIC_POLICY, text);
        desktop.gateway().update(endpoint.id(), change, Ending.KEEP).join();
        policy.refresh();
    }

    @Test
    void a_draft_is_checked_and_can_be_applied_only_without_errors() {
        check();
        assertThat(policy.applicableProperty().get()).isFalse();
        policy.text().become(DENY.replace("deny", "denny"));
        assertThat(policy.summaryProperty().get()).contains("Checking");
        check();
        assertThat(policy.findings()).extracting(Finding::isError).contains(true);
        assertThat(policy.applicableProperty().get()).isFalse();
        assertThat(policy.summaryProperty().get()).startsWith("1 error");
        policy.text().become(DENY);
        assertThat(policy.applicableProperty().get()).as("not checked yet").isFalse();
        check();
        assertThat(policy.applicableProperty().get()).isTrue();
        assertThat(policy.summaryProperty().get()).startsWith("1 rule");
        policy.apply(Ending.CLOSE).join();
        assertThat(desktop.gateway()
                        .endpoint(endpoint.id())
                        .orElseThrow()
                        .endpoint()
                        .spec()
                        .trafficPolicy())
                .isEqualTo(DENY);
        assertThat(desktop.engine().ended()).contains(new FakeEngine.Ended(endpoint.id(), Ending.CLOSE));
        policy.refresh();
        assertThat(policy.changedProperty().get()).isFalse();
        assertThat(policy.applicableProperty().get()).isFalse();
    }

    @Test
    void a_late_answer_about_an_older_text_is_dropped() {
        policy.text().become(DENY.replace("deny", "denny"));
        policy.text().become(DENY);
        // the newest first
        checks.removeLast().run();
        check();
        assertThat(policy.findings()).noneMatch(Finding::isError);
        assertThat(policy.applicableProperty().get()).isTrue();
    }

    @Test
    void findings_move_with_their_text_until_it_is_checked_again() {
        policy.text().become(DENY.replace("deny", "denny"));
        check();
        Finding before = policy.findings().getFirst();
        assertThat(before.range().line()).isEqualTo(3);
        policy.text().type(TextEdit.insert(0, "\n"));
        Finding after = policy.findings().getFirst();
        assertThat(after.range().line()).isEqualTo(4);
        assertThat(after.range().start()).isEqualTo(before.range().start() + 1);
        assertThat(policy.findingsAt(after.range().start())).containsExactly(after);
    }

    @Test
    void what_can_be_undone_and_done_again_is_known() {
        assertThat(policy.undoableProperty().get()).isFalse();
        policy.text().become(DENY);
        assertThat(policy.undoableProperty().get()).isTrue();
        assertThat(policy.redoableProperty().get()).isFalse();
        policy.text().undo();
        assertThat(policy.undoableProperty().get()).isFalse();
        assertThat(policy.redoableProperty().get()).isTrue();
    }

    @Test
    void a_quick_fix_is_one_step_of_the_history() {
        policy.text()
                .become(
                        "on_tcp_connect:\n  - actions:\n      - type: restrict-ips\n        config: {deny: [10.0.0.0/8]}\n");
        check();
        Finding found = policy.findings().stream()
                .filter(f -> f.fix() != null)
                .findFirst()
                .orElseThrow();
        var fix = policy.fixAt(found.range().start());
        assertThat(fix).isNotNull();
        String before = policy.text().text();
        policy.text().apply(fix.edit());
        check();
        assertThat(policy.findings()).extracting(Finding::code).doesNotContain(found.code());
        policy.text().undo();
        assertThat(policy.text().text()).isEqualTo(before);
    }

    @Test
    void an_untouched_draft_follows_what_is_live_and_a_touched_one_says_so() {
        live(DENY);
        assertThat(policy.text().text()).isEqualTo(DENY);
        policy.text().become(DENY + "# mine\n");
        live(ALLOW);
        assertThat(policy.overtakenProperty().get()).isTrue();
        assertThat(policy.text().text()).endsWith("# mine\n");
        policy.keepMine();
        assertThat(policy.overtakenProperty().get()).isFalse();
        live(DENY);
        assertThat(policy.overtakenProperty().get()).isTrue();
        policy.revert();
        assertThat(policy.text().text()).isEqualTo(DENY);
        assertThat(policy.overtakenProperty().get()).isFalse();
        policy.text().undo();
        assertThat(policy.text().text()).endsWith("# mine\n");
    }

    @Test
    void a_kept_draft_comes_back_and_an_empty_one_takes_the_policy_away() {
        live(DENY);
        policy = draft(ALLOW);
        assertThat(policy.text().text()).isEqualTo(ALLOW);
        assertThat(policy.changedProperty().get()).isTrue();
        policy.text().become("");
        check();
        assertThat(policy.applicableProperty().get()).isTrue();
        policy.apply(Ending.KEEP).join();
        assertThat(desktop.gateway()
                        .endpoint(endpoint.id())
                        .orElseThrow()
                        .endpoint()
                        .spec()
                        .hasPolicy())
                .isFalse();
    }

    @Test
    void every_recipe_can_be_applied() {
        for (Recipe recipe : Recipe.values()) {
            policy.text().become(recipe.policy());
            check();
            assertThat(policy.findings()).as(recipe.title()).noneMatch(Finding::isError);
            assertThat(policy.applicableProperty().get()).as(recipe.title()).isTrue();
        }
    }

    @Test
    void a_trial_says_what_the_draft_would_do() {
        var trial = new TryViewModel(desktop.gateway(), policy, Clock.systemUTC(), Runnable::run, Runnable::run);
        policy.text().become(ALLOW);
        check();
        assertThat(trial.sentenceProperty().get()).as("not wanted yet").isEmpty();
        trial.want(true);
        assertThat(trial.sentenceProperty().get()).contains("closed").contains("line 3");
        assertThat(trial.refusedProperty().get()).isTrue();
        assertThat(trial.rows()).extracting(TraceRow::outcome).containsOnly(TraceRow.Outcome.DECIDED);
        trial.clientIpProperty().set("10.1.2.3");
        assertThat(trial.sentenceProperty().get()).contains("forwarded");
        trial.clientIpProperty().set("10.1.2");
        assertThat(trial.problemProperty().get()).contains("'10.1.2' is not an IP address");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.CLIENT_IP);
        assertThat(trial.sentenceProperty().get()).isEmpty();
        trial.clientIpProperty().set("::1");
        trial.clientPortProperty().set("0");
        assertThat(trial.problemProperty().get()).contains("'0' is not a port");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.CLIENT_PORT);
        trial.clientPortProperty().set("1");
        trial.timeProperty().set("noon");
        assertThat(trial.problemProperty().get()).contains("'noon' is not a time");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.TIME);
        trial.timeProperty().set("2030-01-31 09:00");
        assertThat(trial.problemProperty().get()).isEmpty();
        policy.text().become("on_tcp_connect: 5\n");
        check();
        assertThat(trial.problemProperty().get()).contains("errors");
        assertThat(trial.wrongProperty().get()).isNull();
    }

    @Test
    void a_trial_of_a_policy_with_http_phases_asks_for_a_request() {
        var trial = new TryViewModel(desktop.gateway(), policy, Clock.systemUTC(), Runnable::run, Runnable::run);
        policy.text().become(ALLOW);
        check();
        trial.want(true);
        assertThat(trial.asksForRequestProperty().get()).isFalse();
        policy.text().become("""
                on_http_request:
                  - name: admin
                    expressions: ["req.url.path == '/admin' && req.method == 'GET' && !hasReqHeader('x-key')"]
                    actions: [{type: deny}]
                """);
        check();
        assertThat(trial.asksForRequestProperty().get()).isTrue();
        assertThat(trial.sentenceProperty().get()).contains("goes on to the upstream");
        trial.urlProperty().set("/admin");
        assertThat(trial.sentenceProperty().get()).contains("answered with 403").contains("\u201cadmin\u201d");
        assertThat(trial.refusedProperty().get()).isTrue();
        assertThat(trial.rows())
                .extracting(TraceRow::outcome)
                .containsExactly(
                        TraceRow.Outcome.PHASE,
                        TraceRow.Outcome.DECIDED,
                        TraceRow.Outcome.MATCHED,
                        TraceRow.Outcome.DECIDED);
        trial.headersProperty().set("x-key: 1\n");
        assertThat(trial.refusedProperty().get()).isFalse();
        trial.headersProperty().set("x-key");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.HEADERS);
        assertThat(trial.problemProperty().get()).contains("'x-key' is no header");
        trial.headersProperty().set("");
        trial.methodProperty().set("(");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.METHOD);
        trial.methodProperty().set("POST");
        assertThat(trial.refusedProperty().get()).isFalse();
        trial.urlProperty().set("admin");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.URL);
    }

    @Test
    void a_trial_of_a_policy_that_looks_at_responses_asks_for_one() {
        var trial = new TryViewModel(desktop.gateway(), policy, Clock.systemUTC(), Runnable::run, Runnable::run);
        trial.want(true);
        policy.text().become("on_http_request: [{actions: [{type: log, config: {metadata: {a: b}}}]}]\n");
        check();
        trial.statusProperty().set("teapot");
        assertThat(trial.asksForResponseProperty().get()).isFalse();
        assertThat(trial.problemProperty().get()).as("nobody asks for it").isEmpty();
        policy.text().become("""
                on_http_response:
                  - expressions: ["res.status_code >= 500 && getResHeader('x-why') == ['busy']"]
                    actions: [{type: custom-response, config: {status_code: 503, body: later}}]
                """);
        check();
        assertThat(trial.asksForResponseProperty().get()).isTrue();
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.RESPONSE_STATUS);
        assertThat(trial.problemProperty().get()).contains("'teapot' is no status");
        trial.statusProperty().set("500");
        assertThat(trial.sentenceProperty().get()).contains("A response of 500 passes.");
        assertThat(trial.rows().getFirst().detail()).isEqualTo("over a response of 500 that is thought of");
        trial.responseHeadersProperty().set("x-why: busy\n");
        assertThat(trial.sentenceProperty().get()).contains("A response of 500 is replaced by one of 503.");
        trial.responseHeadersProperty().set("busy");
        assertThat(trial.wrongProperty().get()).isEqualTo(TryViewModel.Part.RESPONSE_HEADERS);
    }
}
