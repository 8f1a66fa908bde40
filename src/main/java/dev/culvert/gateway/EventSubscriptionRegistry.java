package dev.culvert.gateway;

import dev.culvert.events.EventField;
import dev.culvert.events.EventFilters;
import dev.culvert.events.EventJournal;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import dev.culvert.store.DestinationTable;
import dev.culvert.store.Store;
import dev.culvert.store.SubscriptionTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The event subscriptions and their sources. Everything waits for the disk and may be done by any thread; changes come one after
 * the other. The rules are ngrok's (errors 5103 to 5131 and 5401 to 5406).
 */
public final class EventSubscriptionRegistry {

    private static final int MOST = 100;
    private static final int MOST_DESTINATIONS = 25;

    private final SubscriptionTable table;
    private final DestinationTable destinations;
    private final EventJournal journal;
    private final Audit audit;
    private final EventDesk desk;

    EventSubscriptionRegistry(Store store, EventJournal journal, Audit audit, EventDesk desk) {
        this.table = store.subscriptions();
        this.destinations = store.destinations();
        this.journal = journal;
        this.audit = audit;
        this.desk = desk;
    }

    /** All subscriptions, the oldest first. */
    public List<EventSubscription> all() {
        return table.all();
    }

    /** The subscription with that id. */
    public Optional<EventSubscription> get(String id) {
        return all().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /**
     * Makes a subscription to what happens from now on.
     *
     * @throws Rejection if anything is wrong with it
     */
    public EventSubscription create(
            String description, String metadata, List<EventSource> sources, List<String> destinationIds) {
        synchronized (desk) {
            if (all().size() >= MOST) {
                throw rejection("sources", "ERR_NGROK_5131", "There are " + MOST + " subscriptions; delete one first.");
            }
            var made = new EventSubscription(
                    Ids.eventSubscription(),
                    description,
                    metadata,
                    sources,
                    destinationIds,
                    Instant.now().truncatedTo(ChronoUnit.MICROS));
            return keep(made, EventType.EVENT_SUBSCRIPTION_CREATED);
        }
    }

    /**
     * Changes what is given of a subscription; null leaves it as it is.
     *
     * @throws Rejection if anything is wrong
     * @throws NotFound if there is no such subscription
     */
    public EventSubscription update(
            String id,
            @Nullable String description,
            @Nullable String metadata,
            @Nullable List<EventSource> sources,
            @Nullable List<String> destinationIds) {
        return change(
                id,
                old -> new EventSubscription(
                        id,
                        description == null ? old.description() : description,
                        metadata == null ? old.metadata() : metadata,
                        sources == null ? old.sources() : sources,
                        destinationIds == null ? old.destinations() : destinationIds,
                        old.createdAt()));
    }

    /** Adds a source; {@link #update} says what can go wrong. */
    public EventSubscription addSource(String id, EventSource source) {
        return change(id, old -> {
            List<EventSource> sources = new ArrayList<>(old.sources());
            sources.add(source);
            return old.withSources(sources);
        });
    }

    /**
     * Puts a source in the place of the one of a type; {@link #update} says what else can go wrong.
     *
     * @throws NotFound if the subscription has no source of the type
     */
    public EventSubscription replaceSource(String id, EventType type, EventSource source) {
        return change(
                id,
                old -> old.withSources(old.sources().stream()
                        .map(s -> s.equals(source(old, type)) ? source : s)
                        .toList()));
    }

    /**
     * Takes a source out.
     *
     * @throws NotFound if there is no such subscription, or it has no source of the type
     */
    public EventSubscription removeSource(String id, EventType type) {
        return change(id, old -> {
            EventSource gone = source(old, type);
            return old.withSources(
                    old.sources().stream().filter(s -> !s.equals(gone)).toList());
        });
    }

    private static EventSource source(EventSubscription subscription, EventType type) {
        return subscription.sources().stream()
                .filter(s -> s.type() == type)
                .findFirst()
                .orElseThrow(() -> new NotFound(type.wireName()));
    }

    /**
     * Deletes a subscription.
     *
     * @throws NotFound if there is no such subscription
     */
    public void delete(String id) {
        synchronized (desk) {
            EventSubscription gone = get(id).orElseThrow(() -> new NotFound(id));
            audit.audit(() -> table.delete(id), EventType.EVENT_SUBSCRIPTION_DELETED, AuditObjects.of(gone));
            desk.refresh();
        }
    }

    private EventSubscription change(String id, UnaryOperator<EventSubscription> change) {
        synchronized (desk) {
            EventSubscription old = get(id).orElseThrow(() -> new NotFound(id));
            return keep(change.apply(old), EventType.EVENT_SUBSCRIPTION_UPDATED);
        }
    }

    private EventSubscription keep(EventSubscription subscription, EventType type) {
        List<FieldProblem> problems = new Notes(subscription.description(), subscription.metadata()).problems();
        checkDestinations(subscription.destinations(), problems);
        checkSources(subscription.sources(), problems);
        if (!problems.isEmpty()) {
            throw new Rejection(problems);
        }
        audit.audit(() -> table.save(subscription, journal.head()), type, AuditObjects.of(subscription));
        desk.refresh();
        return subscription;
    }

    private void checkDestinations(List<String> ids, List<FieldProblem> problems) {
        Set<String> known =
                destinations.all().stream().map(EventDestination::id).collect(Collectors.toSet());
        for (String id : ids) {
            if (!known.contains(id)) {
                problems.add(new FieldProblem(
                        "destination_ids",
                        "ERR_NGROK_5103",
                        "There is no event destination with the id '" + id + "'."));
            }
        }
        if (ids.size() > MOST_DESTINATIONS) {
            problems.add(new FieldProblem(
                    "destination_ids",
                    "ERR_NGROK_5126",
                    "These are " + ids.size() + " destinations; name at most " + MOST_DESTINATIONS + "."));
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            problems.add(new FieldProblem(
                    "destination_ids", "ERR_NGROK_215", "A destination stands here twice; name it once."));
        }
    }

    private static void checkSources(List<EventSource> sources, List<FieldProblem> problems) {
        Set<EventType> seen = new HashSet<>();
        for (EventSource source : sources) {
            String type = source.type().wireName();
            if (!seen.add(source.type())) {
                problems.add(new FieldProblem(
                        "sources",
                        "ERR_NGROK_5127",
                        "The type " + type + " stands here twice; write one source of it."));
            }
            if (!source.type().isTraffic()) {
                if (!source.fields().isEmpty()) {
                    problems.add(new FieldProblem(
                            "fields", "ERR_NGROK_5401", "Events of " + type + " are always whole; leave fields out."));
                }
                if (!source.filter().isEmpty()) {
                    problems.add(new FieldProblem(
                            "filter", "ERR_NGROK_5402", "Events of " + type + " have no filter; leave it out."));
                }
                continue;
            }
            checkFields(source, problems);
            checkFilter(source, problems);
        }
    }

    private static void checkFields(EventSource source, List<FieldProblem> problems) {
        for (String field : source.fields()) {
            if (EventField.find(source.type(), field).isEmpty()) {
                problems.add(new FieldProblem(
                        "fields",
                        "ERR_NGROK_5403",
                        "'" + field + "' is not a field of " + source.type().wireName() + "; there are "
                                + String.join(", ", EventField.paths(source.type())) + "."));
            }
        }
    }

    private static void checkFilter(EventSource source, List<FieldProblem> problems) {
        if (source.filter().isEmpty()) {
            return;
        }
        try {
            var unused = EventFilters.compile(source.type(), source.filter());
        } catch (InvalidValue e) {
            problems.add(new FieldProblem("filter", e.code(), e.getMessage()));
        }
    }

    private static Rejection rejection(String field, String code, String message) {
        return new Rejection(List.of(new FieldProblem(field, code, message)));
    }
}
