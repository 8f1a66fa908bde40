package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.IngressDraft;
import dev.culvert.gateway.Ingresses;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.DomainState;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.Problems;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The addresses, ingresses and custom domains as the page shows them, and what can be done with them. For the JavaFX thread. */
final class AddressesViewModel {

    /** The machine is looked at every so many beats, which come four times a second. */
    private static final int BEATS_OF_LOOK = 20;

    private final Gateway gateway;
    private final Notices notices;
    private final Executor fx;
    private final Executor background;
    private final Messages texts = Messages.of(AddressesViewModel.class);
    private final ObservableList<AddressRow> rows = FXCollections.observableArrayList();
    private final FilteredList<AddressRow> shown = new FilteredList<>(rows);
    private final ObservableList<IngressRow> ingresses = FXCollections.observableArrayList();
    private final ObservableList<DomainRow> domains = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private final BooleanProperty strict = new SimpleBooleanProperty();
    private int beats;

    /**
     * Everything as it is now.
     *
     * @param fx the JavaFX thread
     * @param background for what waits
     */
    AddressesViewModel(Gateway gateway, Notices notices, Executor fx, Executor background) {
        this.gateway = gateway;
        this.notices = notices;
        this.fx = fx;
        this.background = background;
        search.subscribe(words -> shown.setPredicate(row -> row.matches(words)));
        strict.set(gateway.addresses().isStrict());
        strict.subscribe((old, now) -> {
            if (now != gateway.addresses().isStrict()) {
                settle(gateway.addresses().setStrict(now), done -> {});
            }
        });
    }

    /** Every address, the newest first. */
    ObservableList<AddressRow> rows() {
        return rows;
    }

    /** The addresses that match the search. */
    FilteredList<AddressRow> shown() {
        return shown;
    }

    ObservableList<IngressRow> ingresses() {
        return ingresses;
    }

    ObservableList<DomainRow> domains() {
        return domains;
    }

    StringProperty search() {
        return search;
    }

    /** Whether ports that nobody has reserved are refused. */
    BooleanProperty strict() {
        return strict;
    }

    /** Whether that is so in this run whatever the user sets. */
    boolean isStrictRun() {
        return gateway.addresses().isStrictRun();
    }

    /** Follows the gateway; to be called at every beat. */
    void refresh() {
        if (beats++ % BEATS_OF_LOOK == 0) {
            background.execute(gateway.ingressRegistry()::refresh);
        }
        Ingresses now = gateway.ingresses();
        follow(
                rows,
                gateway.addresses().all().reversed().stream()
                        .map(a -> AddressRow.of(a, gateway, ZoneId.systemDefault()))
                        .toList());
        follow(
                ingresses,
                now.all().stream().map(i -> IngressRow.of(i, now, texts)).toList());
        follow(
                domains,
                gateway.domains().all().stream()
                        .map(d -> DomainRow.of(d, gateway, texts))
                        .toList());
    }

    private static <T> void follow(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }

    /** Looks up the custom domains of which nothing is known yet. */
    void lookUpNew() {
        gateway.domains().all().stream()
                .filter(d -> gateway.domains().state(d) instanceof DomainState.Unchecked)
                .forEach(this::lookUp);
    }

    /** Asks DNS where a custom domain leads now. */
    void lookUp(CustomDomain domain) {
        settle(gateway.domains().look(domain), state -> {});
    }

    /** Releases an address, and offers to bring it back. */
    void release(AddressRow row) {
        settle(
                gateway.addresses().release(row.address().id()),
                gone -> notices.undoable(texts.get("released", row.text()), () -> restore(gone)));
    }

    private void restore(TcpAddress gone) {
        settle(gateway.addresses().restore(gone), back -> {});
    }

    /** Deletes one of the user's own ingresses, and offers to add it again. */
    void delete(Ingress ingress) {
        var same = new IngressDraft(
                ingress.name(),
                IngressRow.bound(ingress),
                ingress.host(),
                ingress.ports().toString());
        settle(
                gateway.ingressRegistry().delete(ingress.id()),
                gone -> notices.undoable(
                        texts.get("deleted", gone.name()),
                        () -> settle(gateway.ingressRegistry().create(same), back -> {})));
    }

    /** Forgets a custom domain, and offers to bring it back. */
    void delete(CustomDomain domain) {
        settle(
                gateway.domains().delete(domain.id()),
                gone -> notices.undoable(
                        texts.get("deleted", gone.name()),
                        () -> settle(gateway.domains().restore(gone), back -> {})));
    }

    private <T> void settle(CompletableFuture<T> change, Consumer<T> done) {
        var unused = change.whenCompleteAsync(
                (value, problem) -> {
                    if (problem == null) {
                        done.accept(value);
                    } else {
                        notices.problem(Problems.sentence(problem));
                    }
                    refresh();
                },
                fx);
    }
}
