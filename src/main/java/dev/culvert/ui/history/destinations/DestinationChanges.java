package dev.culvert.ui.history.destinations;

import dev.culvert.events.EventFilters;
import dev.culvert.gateway.EventDesk;
import dev.culvert.gateway.Rejection;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes destinations together with what they get. Everything waits for the disk: not for the JavaFX thread. */
final class DestinationChanges {

    /** What the names of fields begin with that are filters: after it comes the type of event. */
    static final String FILTER = "filter.";

    private final EventDesk desk;

    DestinationChanges(EventDesk desk) {
        this.desk = desk;
    }

    /** The one subscription that the dialog writes: the oldest that sends to nobody else. */
    static @Nullable EventSubscription own(List<EventSubscription> subscriptions) {
        return subscriptions.stream()
                .filter(s -> s.destinations().size() == 1)
                .findFirst()
                .orElse(null);
    }

    /**
     * Makes a destination, and a subscription that sends it these events.
     *
     * @throws Rejection if anything is wrong; then neither is made
     */
    EventDestination create(String description, EventTarget target, List<EventSource> sources) {
        checkFilters(sources);
        EventDestination made = desk.destinations().create(description, "", target, false);
        try {
            subscribe(made.id(), sources);
        } catch (Rejection e) {
            desk.destinations().delete(made.id());
            throw e;
        }
        return made;
    }

    /**
     * Changes a destination and its own subscription, each only if it becomes another; further subscriptions stay as they are.
     *
     * @param own the subscription that is written; null if there is none yet
     * @throws Rejection if anything is wrong
     */
    EventDestination update(
            EventDestination old,
            String description,
            EventTarget target,
            @Nullable EventSubscription own,
            List<EventSource> sources) {
        checkFilters(sources);
        boolean isSame = old.description().equals(description) && old.target().equals(target);
        EventDestination now = isSame ? old : desk.destinations().update(old.id(), description, null, target, false);
        if (own == null) {
            subscribe(old.id(), sources);
        } else if (!own.sources().equals(sources)) {
            var unused = desk.subscriptions().update(own.id(), null, null, sources, null);
        }
        return now;
    }

    private void subscribe(String id, List<EventSource> sources) {
        if (!sources.isEmpty()) {
            var unused = desk.subscriptions().create("", "", sources, List.of(id));
        }
    }

    /** Deletes a destination. Subscriptions that send to nobody else go with it, the others only lose it. */
    void delete(String id) {
        for (EventSubscription subscription : desk.subscriptions().all()) {
            if (subscription.destinations().equals(List.of(id))) {
                desk.subscriptions().delete(subscription.id());
            } else if (subscription.destinations().contains(id)) {
                List<String> others = new ArrayList<>(subscription.destinations());
                others.remove(id);
                var unused = desk.subscriptions().update(subscription.id(), null, null, null, others);
            }
        }
        desk.destinations().delete(id);
    }

    /** Says of which type a filter is wrong, before anything is made: the gateway only says that one is. */
    private static void checkFilters(List<EventSource> sources) {
        List<FieldProblem> problems = new ArrayList<>();
        for (EventSource source : sources) {
            String wrong = filterProblem(source);
            if (!wrong.isEmpty()) {
                problems.add(new FieldProblem(FILTER + source.type().wireName(), "ERR_NGROK_5404", wrong));
            }
        }
        if (!problems.isEmpty()) {
            throw new Rejection(problems);
        }
    }

    /** What is wrong with a filter; empty if nothing is. The first one takes a while. */
    static String filterProblem(EventSource source) {
        if (source.filter().isEmpty()) {
            return "";
        }
        try {
            var unused = EventFilters.compile(source.type(), source.filter());
            return "";
        } catch (InvalidValue e) {
            return e.getMessage();
        }
    }
}
