package dev.culvert.ui.history.destinations;

import dev.culvert.events.delivery.DeliveryFailure;
import dev.culvert.gateway.EventDesk;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Problems;
import dev.culvert.ui.controls.Tone;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the user writes of a destination and of what it gets. For the JavaFX thread. */
final class DestinationFormViewModel {

    /**
     * A sentence about the dialog as a whole.
     *
     * @param tone what it means
     * @param text the sentence; empty for none
     */
    record Message(Tone tone, String text) {
        static final Message NONE = new Message(Tone.QUIET, "");
    }

    private static final String DESCRIPTION = "description";

    private final EventDesk desk;
    private final DestinationChanges changes;
    private final Executor background;
    private final Executor ui;
    private final @Nullable DestinationRow editing;
    private final @Nullable EventSubscription own;
    private final TargetForm target;
    private final WantedForm wanted;
    private final Messages texts = Messages.of(DestinationFormViewModel.class);
    private final StringProperty description = new SimpleStringProperty(this, DESCRIPTION, "");
    private final ReadOnlyStringWrapper descriptionProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Message> message = new ReadOnlyObjectWrapper<>(Message.NONE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper secret = new ReadOnlyStringWrapper("");

    /**
     * A form.
     *
     * @param editing the destination to change; null for a new one
     */
    DestinationFormViewModel(EventDesk desk, Executor background, Executor ui, @Nullable DestinationRow editing) {
        this.desk = desk;
        this.changes = new DestinationChanges(desk);
        this.background = background;
        this.ui = ui;
        this.editing = editing;
        this.own = editing == null ? null : DestinationChanges.own(editing.subscriptions());
        this.target =
                new TargetForm(editing == null ? null : editing.destination().target());
        this.wanted = new WantedForm(own, editing == null, background, ui);
        if (editing != null) {
            description.set(editing.destination().description());
        }
        description.subscribe((old, now) -> descriptionProblem.set(""));
    }

    /** What the dialog is called. */
    String title() {
        return editing == null ? texts.get("form.new") : texts.get("form.edit", editing.kind());
    }

    /** What it gets by subscriptions that the dialog leaves alone; empty for nothing. */
    String others() {
        if (editing == null) {
            return "";
        }
        List<EventSubscription> others =
                editing.subscriptions().stream().filter(s -> !s.equals(own)).toList();
        return others.isEmpty() ? "" : texts.get("form.others", others.size(), new WantsText().of(others));
    }

    /** Makes or changes it; what is wrong is told at its field. A secret that was made is known before it is done. */
    void submit(Consumer<EventDestination> done) {
        Optional<EventTarget> written = target.ask();
        if (busy.get() || written.isEmpty() || !wanted.isRight()) {
            return;
        }
        EventTarget to = written.get();
        String words = description.get().strip();
        var sources = wanted.sources();
        settle(
                () -> editing == null
                        ? changes.create(words, to, sources)
                        : changes.update(editing.destination(), words, to, own, sources),
                made -> {
                    if (target.isMade(to) && to instanceof WebhookTarget webhook) {
                        secret.set(webhook.secret());
                    }
                    done.accept(made);
                });
    }

    /** Sends an event for a test to what is written, before anything is kept, and says what came of it. */
    void test() {
        Optional<EventTarget> written = target.ask();
        if (busy.get() || written.isEmpty()) {
            return;
        }
        message.set(new Message(Tone.BUSY, texts.get("test.sending")));
        settle(
                () -> sent(written.get()),
                reason -> message.set(
                        reason.isEmpty()
                                ? new Message(Tone.GOOD, texts.get("form.test.arrived"))
                                : new Message(Tone.BAD, texts.get("form.test.failed", reason))));
    }

    private String sent(EventTarget to) {
        try {
            var unused = desk.destinations().test(to);
            return "";
        } catch (DeliveryFailure e) {
            return e.getMessage();
        }
    }

    private <T> void settle(Supplier<T> work, Consumer<T> then) {
        busy.set(true);
        var unused = CompletableFuture.supplyAsync(work, background)
                .whenCompleteAsync(
                        (value, problem) -> {
                            busy.set(false);
                            message.set(Message.NONE);
                            if (problem == null) {
                                then.accept(value);
                            } else {
                                refuse(problem);
                            }
                        },
                        ui);
    }

    private void refuse(Throwable thrown) {
        boolean isOfField = false;
        for (FieldProblem found : Problems.ofFields(thrown)) {
            boolean isOfDescription = found.field().equals(DESCRIPTION);
            if (isOfDescription) {
                descriptionProblem.set(found.message());
            }
            isOfField |= isOfDescription || target.refuse(found) || wanted.refuse(found);
        }
        if (!isOfField) {
            message.set(new Message(Tone.BAD, Problems.sentence(thrown)));
        }
    }

    TargetForm target() {
        return target;
    }

    WantedForm wanted() {
        return wanted;
    }

    /** Whether there is a destination already. */
    boolean isEdit() {
        return editing != null;
    }

    /** What its user calls it. */
    StringProperty description() {
        return description;
    }

    /** What is wrong with that; empty if nothing is. */
    ReadOnlyStringProperty descriptionProblem() {
        return descriptionProblem.getReadOnlyProperty();
    }

    /** What there is to say of all together. */
    ReadOnlyObjectProperty<Message> message() {
        return message.getReadOnlyProperty();
    }

    /** Whether an answer is awaited. */
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** A secret that was made and kept, to be shown this once; empty before. */
    ReadOnlyStringProperty secret() {
        return secret.getReadOnlyProperty();
    }
}
