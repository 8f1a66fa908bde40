package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Problems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the user writes in the dialog, what is wrong with it, and what comes of it. It changes nothing before
 * {@link #submit}. For the JavaFX thread.
 */
final class FormViewModel {

    /** The fields that are texts of their own; the URL is composed, and the type is chosen. */
    static final List<EndpointField> TEXTS = List.of(
            EndpointField.UPSTREAM,
            EndpointField.NAME,
            EndpointField.DESCRIPTION,
            EndpointField.METADATA,
            EndpointField.TRAFFIC_POLICY,
            EndpointField.PROXY_PROTOCOL,
            EndpointField.CONNECT_TIMEOUT,
            EndpointField.CLIENT_IDLE_TIMEOUT,
            EndpointField.SERVER_IDLE_TIMEOUT,
            EndpointField.MAX_LIFETIME,
            EndpointField.MAX_CONNECTIONS,
            EndpointField.POOLING_ENABLED,
            EndpointField.UPSTREAM_TLS_VERIFY,
            EndpointField.UPSTREAM_TLS_CA,
            EndpointField.TRUSTED_PROXIES,
            EndpointField.HEALTH_CHECK_INTERVAL,
            EndpointField.HEALTH_CHECK_THRESHOLD);

    private final Gateway gateway;
    private final Executor fx;
    private final @Nullable Endpoint editing;
    private final AddressForm address;
    private final ListedAddresses listed;
    private final Messages messages = Messages.of(FormViewModel.class);
    private final Map<EndpointField, StringProperty> texts = new EnumMap<>(EndpointField.class);
    private final Map<EndpointField, ReadOnlyStringWrapper> problems = new EnumMap<>(EndpointField.class);
    private final ReadOnlyStringWrapper hostProblem = new ReadOnlyStringWrapper("");
    private final Set<EndpointField> touched = EnumSet.noneOf(EndpointField.class);
    private final ObjectProperty<EndpointKind> kind = new SimpleObjectProperty<>(EndpointKind.AGENT);
    private final ObjectProperty<Ending> ending = new SimpleObjectProperty<>(Ending.KEEP);
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private boolean isSubmitted;
    private final PortOffer offer;

    private FormViewModel(
            Gateway gateway, Executor fx, @Nullable Endpoint editing, EndpointDraft start, AddressForm address) {
        this.gateway = gateway;
        this.fx = fx;
        this.editing = editing;
        this.address = address;
        for (EndpointField field : EndpointField.values()) {
            problems.put(field, new ReadOnlyStringWrapper(""));
        }
        for (EndpointField field : TEXTS) {
            String text = start.text(field);
            texts.put(field, new SimpleStringProperty(text == null ? "" : text));
        }
        if (EndpointKind.CLOUD.wireName().equals(start.text(EndpointField.TYPE))) {
            kind.set(EndpointKind.CLOUD);
        }
        listed = new ListedAddresses(address, text(EndpointField.TRAFFIC_POLICY));
        if (editing == null) {
            InternalName.follow(address, text(EndpointField.NAME), text(EndpointField.UPSTREAM));
        }
        offer = new PortOffer(gateway, fx, address, this::check);
        texts.forEach((field, text) -> text.subscribe((old, now) -> touch(field)));
        kind.subscribe((old, now) -> check());
        address.url().subscribe((old, now) -> urlChanged());
        offer.begin();
    }

    /** For a new endpoint. */
    static FormViewModel create(Gateway gateway, Executor fx) {
        return new FormViewModel(gateway, fx, null, NewEndpoint.draft(), new AddressForm(gateway::ingresses, null));
    }

    /** For a new endpoint that is like another one. */
    static FormViewModel duplicate(Gateway gateway, Executor fx, Endpoint original) {
        EndpointDraft start = EndpointDraft.of(original).with(EndpointField.NAME, freeName(gateway, original.name()));
        return new FormViewModel(gateway, fx, null, start, AddressForm.like(gateway::ingresses, original.url()));
    }

    /** For an endpoint that exists. */
    static FormViewModel edit(Gateway gateway, Executor fx, Endpoint endpoint) {
        return new FormViewModel(
                gateway, fx, endpoint, EndpointDraft.of(endpoint), new AddressForm(gateway::ingresses, endpoint.url()));
    }

    /** A name like the wish that no endpoint has. */
    static String freeName(Gateway gateway, String wish) {
        List<String> taken =
                gateway.endpoints().stream().map(s -> s.endpoint().name()).toList();
        String name = wish;
        for (int i = 2; taken.contains(name); i++) {
            name = wish + "-" + i;
        }
        return name;
    }

    private void urlChanged() {
        if (address.isPortWritten() && !address.isNameless()) {
            touched.add(EndpointField.URL);
        }
        check();
    }

    private void touch(EndpointField field) {
        touched.add(field);
        check();
    }

    private void check() {
        failure.set("");
        show(gateway.check(draft(), editing == null ? null : editing.id()));
    }

    private void show(List<FieldProblem> found) {
        Map<EndpointField, String> first = new EnumMap<>(EndpointField.class);
        List<String> elsewhere = new ArrayList<>();
        for (FieldProblem problem : found) {
            Optional<EndpointField> field = EndpointField.named(problem.field());
            if (field.isPresent()) {
                first.putIfAbsent(field.get(), problem.message());
            } else {
                elsewhere.add(problem.message());
            }
        }
        if (offer.isMissing() && address.waitsForPort()) {
            first.put(EndpointField.URL, messages.get("form.noFreePort"));
            touched.add(EndpointField.URL);
        }
        if (address.isNameless() && !address.isPortWrong()) {
            first.put(EndpointField.URL, messages.get("form.internal.none"));
        }
        problems.forEach((field, text) -> {
            boolean isTold = isSubmitted || touched.contains(field);
            boolean isOpen = field == EndpointField.URL && address.waitsForPort() && !offer.isMissing();
            text.set(isTold && !isOpen ? first.getOrDefault(field, "") : "");
        });
        boolean isOfHost = address.reach().get() == AddressForm.Reach.INTERNAL && !address.isPortWrong();
        hostProblem.set(isOfHost ? problem(EndpointField.URL).get() : "");
        if (isSubmitted) {
            first.forEach((field, message) -> {
                if (field == EndpointField.TYPE || field == EndpointField.BINDING) {
                    elsewhere.add(message);
                }
            });
            failure.set(String.join(" ", elsewhere));
        }
    }

    /** What is written, as the gateway reads it. */
    EndpointDraft draft() {
        EndpointDraft draft = EndpointDraft.empty()
                .with(EndpointField.TYPE, kind.get().wireName())
                .with(EndpointField.BINDING, address.binding().wireName())
                .with(
                        EndpointField.URL,
                        address.waitsForPort() ? "tcp://" : address.url().get());
        for (EndpointField field : TEXTS) {
            draft = draft.with(field, text(field).get());
        }
        return kind.get() == EndpointKind.CLOUD ? draft.with(EndpointField.UPSTREAM, "") : draft;
    }

    /** Fills in what the preset knows, over what another preset filled in, never over what the user wrote. */
    void apply(Preset preset) {
        StringProperty upstream = text(EndpointField.UPSTREAM);
        StringProperty name = text(EndpointField.NAME);
        for (Preset other : Preset.values()) {
            boolean isPresetsName =
                    !other.endpointName().isEmpty() && name.get().matches(other.endpointName() + "(-\\d+)?");
            if (isPresetsName && upstream.get().equals(other.upstream())) {
                name.set("");
            }
        }
        boolean isPresetsUpstream =
                List.of(Preset.values()).stream().anyMatch(p -> p.upstream().equals(upstream.get()));
        if (name.get().isBlank() && preset != Preset.CUSTOM) {
            name.set(freeName(gateway, preset.endpointName()));
        }
        if (isPresetsUpstream) {
            upstream.set(preset.upstream());
        }
        kind.set(EndpointKind.AGENT);
        if (preset == Preset.CUSTOM) {
            touched.removeAll(Set.of(EndpointField.UPSTREAM, EndpointField.NAME));
            check();
        }
    }

    /**
     * Makes or changes the endpoint, if nothing is wrong with what is written.
     *
     * @param done is given the endpoint as it came to be, failed or not
     */
    void submit(Consumer<EndpointStatus> done) {
        if (busy.get()) {
            return;
        }
        isSubmitted = true;
        check();
        boolean mustWait = address.waitsForPort() && draftNeedsUrl();
        if (mustWait
                || listed.areWrong()
                || problems.values().stream().anyMatch(p -> !p.get().isEmpty())
                || !failure.get().isEmpty()) {
            return;
        }
        busy.set(true);
        CompletableFuture<EndpointStatus> change =
                editing == null ? gateway.create(draft(), false) : gateway.update(editing.id(), draft(), ending.get());
        var unused = change.whenCompleteAsync(
                (status, problem) -> {
                    busy.set(false);
                    if (problem == null) {
                        done.accept(status);
                    } else {
                        rejected(problem);
                    }
                },
                fx);
    }

    private boolean draftNeedsUrl() {
        return kind.get() == EndpointKind.CLOUD || address.reach().get() != AddressForm.Reach.LOCAL;
    }

    private void rejected(Throwable problem) {
        List<FieldProblem> found = Problems.ofFields(problem);
        show(found);
        if (found.isEmpty()) {
            failure.set(Problems.sentence(problem));
        }
    }

    /** The text of one of {@link #TEXTS}. */
    StringProperty text(EndpointField field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is not a text of its own");
        }
        return text;
    }

    /** What is wrong with a field; empty if nothing is, or if the user has not come to it. */
    ReadOnlyStringProperty problem(EndpointField field) {
        ReadOnlyStringWrapper problem = problems.get(field);
        if (problem == null) {
            throw new IllegalArgumentException(field.toString());
        }
        return problem.getReadOnlyProperty();
    }

    /** What is wrong with the URL, if that is the name of an internal endpoint; else empty. */
    ReadOnlyStringProperty hostProblem() {
        return hostProblem.getReadOnlyProperty();
    }

    /** What is wrong with no field that is shown; empty if nothing is. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** The reserved addresses at which the endpoint could be, on the chosen ingress. */
    List<TcpAddress> reserved() {
        if (address.reach().get() == AddressForm.Reach.INTERNAL) {
            return List.of();
        }
        return gateway.addresses().all().stream()
                .filter(a -> a.ingress().equals(address.ingress().id()))
                .filter(a -> gateway.addresses().users(a).stream()
                        .allMatch(e -> editing != null && e.id().equals(editing.id())))
                .toList();
    }

    AddressForm address() {
        return address;
    }

    ListedAddresses listed() {
        return listed;
    }

    ObjectProperty<EndpointKind> kind() {
        return kind;
    }

    /** What becomes of open connections; for an edit. */
    ObjectProperty<Ending> ending() {
        return ending;
    }

    /** Whether an answer of the gateway is awaited. */
    BooleanProperty busy() {
        return busy;
    }

    boolean isEdit() {
        return editing != null;
    }

    /** How many connections an edit may touch. */
    int openConnections() {
        return editing == null ? 0 : gateway.traffic(editing.id()).open();
    }
}
