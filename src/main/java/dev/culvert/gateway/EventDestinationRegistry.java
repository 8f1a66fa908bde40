package dev.culvert.gateway;

import dev.culvert.events.EventJournal;
import dev.culvert.events.delivery.Deliveries;
import dev.culvert.events.delivery.DeliveryFailure;
import dev.culvert.events.delivery.DeliveryState;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.event.DeliveryProgress;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.FileTarget;
import dev.culvert.store.DestinationTable;
import dev.culvert.store.Store;
import dev.culvert.store.SubscriptionTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The event destinations. Everything waits for the disk and may be done by any thread; changes come one after the other. The rules
 * are ngrok's (errors 5100 to 5131).
 */
public final class EventDestinationRegistry {

    private static final int MOST = 100;

    private final DestinationTable table;
    private final SubscriptionTable subscriptions;
    private final EventJournal journal;
    private final Audit audit;
    private final EventDesk desk;

    EventDestinationRegistry(Store store, EventJournal journal, Audit audit, EventDesk desk) {
        this.table = store.destinations();
        this.subscriptions = store.subscriptions();
        this.journal = journal;
        this.audit = audit;
        this.desk = desk;
    }

    /** All destinations, the oldest first. */
    public List<EventDestination> all() {
        return table.all();
    }

    /** The destination with that id. */
    public Optional<EventDestination> get(String id) {
        return all().stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** How a destination is doing. */
    public DeliveryState state(String id) {
        return desk.deliveries().flatMap(d -> d.state(id)).orElseGet(() -> {
            DeliveryProgress progress = table.progress(id).orElseThrow(() -> new NotFound(id));
            long waiting = Math.max(0, journal.head() - progress.cursor());
            return new DeliveryState(progress, waiting, null, null, null, null);
        });
    }

    /**
     * Makes a destination, which is told of what happens from now on.
     *
     * @param verify whether an event is sent for a test first, and must arrive
     * @throws Rejection if anything is wrong with it
     */
    public EventDestination create(String description, String metadata, EventTarget target, boolean verify) {
        new Notes(description, metadata).check();
        var destination = new EventDestination(
                Ids.eventDestination(),
                description,
                metadata,
                target,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        if (verify) {
            verify(destination);
        }
        synchronized (desk) {
            List<EventDestination> all = all();
            if (all.size() >= MOST) {
                throw rejection("target", "ERR_NGROK_5102", "There are " + MOST + " destinations; delete one first.");
            }
            checkFile(target, destination.id(), all);
            audit.audit(
                    () -> table.save(destination, journal.head()),
                    EventType.EVENT_DESTINATION_CREATED,
                    AuditObjects.of(destination));
            desk.refresh();
        }
        return destination;
    }

    /**
     * Changes what is given of a destination; null leaves it as it is. What waits is delivered to the changed target.
     *
     * @param verify whether an event is sent to the changed target for a test first, and must arrive
     * @throws Rejection if anything is wrong
     * @throws NotFound if there is no such destination
     */
    public EventDestination update(
            String id,
            @Nullable String description,
            @Nullable String metadata,
            @Nullable EventTarget target,
            boolean verify) {
        synchronized (desk) {
            EventDestination old = get(id).orElseThrow(() -> new NotFound(id));
            if (target != null && target.kind() != old.target().kind()) {
                throw rejection(
                        "target",
                        "ERR_NGROK_5108",
                        "This destination is a " + old.target().kind().wireName()
                                + " and cannot become another kind; make another destination.");
            }
            var changed = new EventDestination(
                    id,
                    description == null ? old.description() : description,
                    metadata == null ? old.metadata() : metadata,
                    target == null ? old.target() : target,
                    old.createdAt());
            new Notes(changed.description(), changed.metadata()).check();
            checkFile(changed.target(), id, all());
            if (verify) {
                verify(changed);
            }
            audit.audit(
                    () -> table.save(changed, journal.head()),
                    EventType.EVENT_DESTINATION_UPDATED,
                    AuditObjects.of(changed));
            desk.refresh();
            return changed;
        }
    }

    /**
     * Deletes a destination; what waits for it is not delivered.
     *
     * @throws Rejection if a subscription names it
     * @throws NotFound if there is no such destination
     */
    public void delete(String id) {
        synchronized (desk) {
            EventDestination gone = get(id).orElseThrow(() -> new NotFound(id));
            subscriptions.all().stream()
                    .filter(s -> s.destinations().contains(id))
                    .findFirst()
                    .ifPresent(s -> {
                        throw rejection(
                                "id",
                                "ERR_NGROK_5112",
                                "The event subscription " + s.id()
                                        + " uses this destination; take it out there first.");
                    });
            audit.audit(() -> table.delete(id), EventType.EVENT_DESTINATION_DELETED, AuditObjects.of(gone));
            desk.refresh();
        }
    }

    /**
     * Sends an event for a test, past all that waits. Waits for the target.
     *
     * @return the event, as JSON
     * @throws DeliveryFailure if it did not arrive
     * @throws NotFound if there is no such destination
     */
    public String test(String id) throws DeliveryFailure {
        return send(get(id).orElseThrow(() -> new NotFound(id)));
    }

    /**
     * Sends an event for a test to a target that may be no destination's yet. Waits for the target.
     *
     * @return the event, as JSON
     * @throws DeliveryFailure if it did not arrive
     */
    public String test(EventTarget target) throws DeliveryFailure {
        return send(new EventDestination(
                Ids.eventDestination(), "", "", target, Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }

    /**
     * Passes over the event that a destination does not take now: it is counted as skipped, and the next one is tried. Waits
     * until that is done.
     *
     * @return the id of the event; empty if nothing fails there
     * @throws NotFound if there is no such destination
     */
    public Optional<String> skip(String id) {
        if (get(id).isEmpty()) {
            throw new NotFound(id);
        }
        try {
            Optional<Deliveries> deliveries = desk.deliveries();
            return deliveries.isEmpty() ? Optional.empty() : deliveries.get().skip(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void verify(EventDestination destination) {
        try {
            var unused = send(destination);
        } catch (DeliveryFailure e) {
            throw rejection("target", "ERR_NGROK_5122", "The event for a test did not arrive: " + e.getMessage());
        }
    }

    private String send(EventDestination destination) throws DeliveryFailure {
        Deliveries deliveries = desk.deliveries()
                .orElseThrow(() -> rejection("id", "ERR_NGROK_5122", "This Culvert delivers no events now."));
        var event = journal.test(AuditObjects.of(destination));
        try {
            deliveries.send(event, destination.target());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejection("id", "ERR_NGROK_5122", "Culvert is stopping.");
        }
        return event.json();
    }

    private static void checkFile(EventTarget target, String id, List<EventDestination> all) {
        if (target instanceof FileTarget file) {
            all.stream()
                    .filter(d -> !d.id().equals(id)
                            && d.target() instanceof FileTarget other
                            && other.path().equals(file.path()))
                    .findFirst()
                    .ifPresent(d -> {
                        throw rejection(
                                "target.file.path",
                                "ERR_NGROK_215",
                                "The destination " + d.id() + " writes to this file; write the path of another.");
                    });
        }
    }

    private static Rejection rejection(String field, String code, String message) {
        return new Rejection(List.of(new FieldProblem(field, code, message)));
    }
}
