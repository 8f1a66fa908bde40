package dev.culvert.ui.policy;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.Policies;
import dev.culvert.model.Endpoint;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.MomentText;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.HttpTrial;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestText;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.ui.common.Messages;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What the draft would do with a connection, tried again after every change. For the JavaFX thread; the trial runs
 * elsewhere.
 */
final class TryViewModel {

    private static final int MAX_PORT = 65_535;

    /** What the user writes. */
    enum Part {
        CLIENT_IP,
        CLIENT_PORT,
        TIME,
        METHOD,
        URL,
        HEADERS,
        RESPONSE_STATUS,
        RESPONSE_HEADERS
    }

    /** What is tried, once it is read. */
    private record Wanted(Facts facts, @Nullable RequestHead request, ResponseHead response) {}

    private record Tried(PolicyTrial trial, @Nullable HttpTrial http) {}

    private final Gateway gateway;
    private final PolicyViewModel policy;
    private final Clock clock;
    private final Executor background;
    private final Executor fx;
    private final Messages texts = Messages.of(TryViewModel.class);
    private final ReadOnlyObjectWrapper<@Nullable Part> wrong = new ReadOnlyObjectWrapper<>();
    private final StringProperty clientIp = new SimpleStringProperty("127.0.0.1");
    private final StringProperty clientPort = new SimpleStringProperty("49152");
    private final StringProperty time = new SimpleStringProperty("");
    private final StringProperty method = new SimpleStringProperty("GET");
    private final StringProperty url = new SimpleStringProperty("/");
    private final StringProperty headers = new SimpleStringProperty("");
    private final StringProperty status = new SimpleStringProperty("200");
    private final StringProperty responseHeaders = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper asksForRequest = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper asksForResponse = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper refused = new ReadOnlyBooleanWrapper();
    private final ObservableList<TraceRow> rows = FXCollections.observableArrayList();
    private final Subscription draft;
    private int version;
    private boolean isWanted;

    TryViewModel(Gateway gateway, PolicyViewModel policy, Clock clock, Executor background, Executor fx) {
        this.gateway = gateway;
        this.policy = policy;
        this.clock = clock;
        this.background = background;
        this.fx = fx;
        clientIp.subscribe((old, now) -> again());
        clientPort.subscribe((old, now) -> again());
        time.subscribe((old, now) -> again());
        method.subscribe((old, now) -> again());
        url.subscribe((old, now) -> again());
        headers.subscribe((old, now) -> again());
        status.subscribe((old, now) -> again());
        responseHeaders.subscribe((old, now) -> again());
        draft = policy.checkedProperty().subscribe((old, now) -> again());
    }

    StringProperty clientIpProperty() {
        return clientIp;
    }

    StringProperty clientPortProperty() {
        return clientPort;
    }

    /** When it comes; empty for now. */
    StringProperty timeProperty() {
        return time;
    }

    StringProperty methodProperty() {
        return method;
    }

    /** The URL of the request, or its path. */
    StringProperty urlProperty() {
        return url;
    }

    /** The headers of the request, one on a line. */
    StringProperty headersProperty() {
        return headers;
    }

    /** The status of the upstream's response. */
    StringProperty statusProperty() {
        return status;
    }

    /** The headers of that response, one on a line. */
    StringProperty responseHeadersProperty() {
        return responseHeaders;
    }

    /** Whether the draft looks at responses, so that one is to be thought of. */
    ReadOnlyBooleanProperty asksForResponseProperty() {
        return asksForResponse.getReadOnlyProperty();
    }

    /** Whether the draft has HTTP phases, so that a request is tried too. */
    ReadOnlyBooleanProperty asksForRequestProperty() {
        return asksForRequest.getReadOnlyProperty();
    }

    /** What becomes of the connection; empty if that is not known. */
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Why nothing can be tried; empty if it can. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What of that which is written is the problem; null if it is not that. */
    ReadOnlyObjectProperty<@Nullable Part> wrongProperty() {
        return wrong.getReadOnlyProperty();
    }

    /** Whether the connection would be closed. */
    ReadOnlyBooleanProperty refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /** How it comes to that. */
    ObservableList<TraceRow> rows() {
        return rows;
    }

    /** Tries from now on, or stops trying. */
    void want(boolean wanted) {
        isWanted = wanted;
        again();
    }

    /** Lets go of the draft. */
    void close() {
        isWanted = false;
        draft.unsubscribe();
    }

    private void again() {
        int asked = ++version;
        CheckedPolicy checked = policy.checkedProperty().get();
        Endpoint endpoint =
                gateway.endpoint(policy.endpoint()).map(s -> s.endpoint()).orElse(null);
        if (!isWanted || checked == null || endpoint == null) {
            return;
        }
        PolicyProgram program = policy.emptyProperty().get()
                ? PolicyProgram.none(endpoint.spec().kind())
                : checked.program().orElse(null);
        if (program == null) {
            fail(null, texts.get("try.errors"));
            return;
        }
        asksForRequest.set(program.hasHttpPhases());
        boolean hasResponses = !checked.document().rules(Phase.ON_HTTP_RESPONSE).isEmpty();
        asksForResponse.set(program.hasHttpPhases() && hasResponses);
        Wanted wanted = wanted(endpoint, program).orElse(null);
        if (wanted == null) {
            return;
        }
        var unused = CompletableFuture.supplyAsync(() -> attempt(checked.document(), program, wanted), background)
                .whenCompleteAsync(
                        (tried, thrown) -> {
                            if (asked == version && tried != null) {
                                tell(tried);
                            } else if (asked == version && thrown != null) {
                                fail(null, thrown.toString());
                            }
                        },
                        fx);
    }

    private static Tried attempt(PolicyDocument document, PolicyProgram program, Wanted wanted) {
        PolicyTrial trial = PolicyTrial.of(document, program, wanted.facts);
        RequestHead request = wanted.request;
        return new Tried(
                trial,
                request == null
                        ? null
                        : HttpTrial.of(document, program, wanted.facts, trial, request, wanted.response)
                                .orElse(null));
    }

    private void tell(Tried tried) {
        problem.set("");
        wrong.set(null);
        HttpTrial http = tried.http;
        refused.set(http == null ? tried.trial.refuses() : http.refuses());
        rows.setAll(TraceRow.of(tried.trial, http, texts));
        sentence.set(TraceRow.sentence(tried.trial, http, texts));
    }

    private void fail(@Nullable Part part, String why) {
        sentence.set("");
        rows.clear();
        wrong.set(part);
        problem.set(why);
    }

    /** Empty, and told, where something is written wrong. */
    private Optional<Wanted> wanted(Endpoint endpoint, PolicyProgram program) {
        Facts facts = facts(endpoint).orElse(null);
        if (facts == null || !program.hasHttpPhases()) {
            return Optional.ofNullable(facts).map(f -> new Wanted(f, null, HttpTrial.USUAL));
        }
        Part read = Part.METHOD;
        try {
            String verb = RequestText.method(method.get());
            read = Part.HEADERS;
            HeaderList lines = RequestText.headers(headers.get().lines().toList());
            read = Part.URL;
            RequestHead request =
                    RequestText.request(verb, url.get(), lines, facts.endpoint().addr(), false, facts.start());
            if (!asksForResponse.get()) {
                return Optional.of(new Wanted(facts, request, HttpTrial.USUAL));
            }
            read = Part.RESPONSE_HEADERS;
            HeaderList answered =
                    RequestText.headers(responseHeaders.get().lines().toList());
            read = Part.RESPONSE_STATUS;
            return Optional.of(new Wanted(facts, request, RequestText.response(status.get(), answered)));
        } catch (InvalidValue e) {
            fail(read, e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty, and told, where something is written wrong. */
    private Optional<Facts> facts(Endpoint endpoint) {
        String ip = clientIp.get().strip();
        Optional<IpAddress> client = IpAddress.parse(ip);
        String port = clientPort.get().strip();
        boolean isPort = port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT;
        String when = time.get().strip();
        Optional<Instant> moment = when.isEmpty() ? Optional.of(clock.instant()) : moment(when);
        if (client.isEmpty()) {
            fail(Part.CLIENT_IP, texts.get("try.ip.wrong", ip));
        } else if (!isPort) {
            fail(Part.CLIENT_PORT, texts.get("try.port.wrong", port));
        } else if (moment.isEmpty()) {
            fail(Part.TIME, texts.get("try.time.wrong", when));
        } else {
            return Optional.of(Policies.thoughtOf(
                    client.get(),
                    Integer.parseInt(port),
                    moment.get(),
                    endpoint.url(),
                    endpoint.id(),
                    gateway.ingresses()));
        }
        return Optional.empty();
    }

    private static Optional<Instant> moment(String written) {
        String standard = written.replace(' ', 'T');
        try {
            return Optional.of(MomentText.parse(standard));
        } catch (InvalidValue e) {
            // may be without an offset
        }
        try {
            Instant local =
                    LocalDateTime.parse(standard).atZone(ZoneId.systemDefault()).toInstant();
            return Optional.of(local).filter(MomentText::isCountable);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
