package dev.culvert.gateway;

import dev.culvert.events.Account;
import dev.culvert.events.EventJournal;
import dev.culvert.events.delivery.Backoff;
import dev.culvert.events.delivery.Deliveries;
import dev.culvert.store.Store;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All about events: what happened, who is told of it, and how that goes. Any thread. */
public final class EventDesk {

    private final Store store;
    private final EventJournal journal;
    private final Audit audit;
    private final EventDestinationRegistry destinations;
    private final EventSubscriptionRegistry subscriptions;
    private volatile @Nullable Deliveries deliveries;

    EventDesk(Store store) {
        this.store = store;
        this.journal = new EventJournal(store.journal(), Account.of(store.settings()));
        this.audit = new Audit(store, journal);
        this.destinations = new EventDestinationRegistry(store, journal, audit, this);
        this.subscriptions = new EventSubscriptionRegistry(store, journal, audit, this);
    }

    /** Everything that happened. */
    public EventJournal journal() {
        return journal;
    }

    /** Where events go. */
    public EventDestinationRegistry destinations() {
        return destinations;
    }

    /** Which events go where. */
    public EventSubscriptionRegistry subscriptions() {
        return subscriptions;
    }

    /** Keeps events of changes. */
    Audit audit() {
        return audit;
    }

    /**
     * From now on, until the gateway stops, events are delivered. Called once.
     *
     * @param directory where files lie whose paths do not begin at the root
     * @param executor gives every task a thread that may wait
     * @param backoff how long a destination that fails is left alone
     */
    public void deliver(Path directory, Executor executor, Backoff backoff) {
        deliveries = new Deliveries(journal, store.destinations(), store.subscriptions(), directory, executor, backoff);
        refresh();
    }

    Optional<Deliveries> deliveries() {
        return Optional.ofNullable(deliveries);
    }

    void refresh() {
        deliveries().ifPresent(Deliveries::refresh);
    }

    void close() {
        deliveries().ifPresent(Deliveries::close);
    }
}
