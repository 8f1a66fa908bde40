package dev.culvert.ui.policy;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.Policies;
import dev.culvert.model.Endpoint;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.MomentText;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.Facts;
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
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the draft would do with a connection, tried again after every change. For the JavaFX thread; the trial runs
 * elsewhere.
 */
final class TryViewModel {

    private static final int MAX_PORT = 65_535;

    private final Gateway gateway;
    private final PolicyViewModel policy;
    private final Clock clock;
    private final Executor background;
    private final Executor fx;
    private final Messages texts = Messages.of(TryViewModel.class);
    private final StringProperty clientIp = new SimpleStringProperty("127.0.0.1");
    private final StringProperty clientPort = new SimpleStringProperty("49152");
    private final StringProperty time = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper refused = new ReadOnlyBooleanWrapper();
    private final ObservableList<TraceRow> rows = FXCollections.observableArrayList();
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
        policy.checkedProperty().subscribe((old, now) -> again());
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

    /** What becomes of the connection; empty if that is not known. */
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Why nothing can be tried; empty if it can. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
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
            fail(texts.get("try.errors"));
            return;
        }
        Facts facts;
        try {
            facts = facts(endpoint);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
            return;
        }
        var unused = CompletableFuture.supplyAsync(() -> PolicyTrial.of(checked.document(), program, facts), background)
                .whenCompleteAsync(
                        (trial, thrown) -> {
                            if (asked == version && trial != null) {
                                tell(trial);
                            } else if (asked == version && thrown != null) {
                                fail(thrown.toString());
                            }
                        },
                        fx);
    }

    private void tell(PolicyTrial trial) {
        problem.set("");
        refused.set(trial.refuses());
        rows.setAll(TraceRow.of(trial, texts));
        sentence.set(TraceRow.sentence(trial, texts));
    }

    private void fail(String why) {
        sentence.set("");
        rows.clear();
        problem.set(why);
    }

    private Facts facts(Endpoint endpoint) {
        IpAddress client = IpAddress.parse(clientIp.get().strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        texts.get("try.ip.wrong", clientIp.get().strip())));
        return Policies.thoughtOf(client, port(), moment(), endpoint.url(), endpoint.id(), gateway.ingresses());
    }

    private int port() {
        try {
            int port = Integer.parseInt(clientPort.get().strip());
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range
        }
        throw new IllegalArgumentException(
                texts.get("try.port.wrong", clientPort.get().strip()));
    }

    private Instant moment() {
        String written = time.get().strip();
        return written.isEmpty()
                ? clock.instant()
                : moment(written).orElseThrow(() -> new IllegalArgumentException(texts.get("try.time.wrong", written)));
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
