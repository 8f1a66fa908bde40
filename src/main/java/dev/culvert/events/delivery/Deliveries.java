package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.events.EventJournal;
import dev.culvert.model.event.DebugTarget;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.FileTarget;
import dev.culvert.model.event.OtlpTarget;
import dev.culvert.model.event.SyslogTarget;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.store.DestinationTable;
import dev.culvert.store.SubscriptionTable;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The deliveries to all destinations, each by itself: one that is slow or dead holds up no other. Any thread. */
public final class Deliveries implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final EventJournal journal;
    private final DestinationTable table;
    private final SubscriptionTable subscriptions;
    private final Path directory;
    private final Executor executor;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Running> running = new HashMap<>();
    private @Nullable HttpClient client;

    private record Running(EventTarget target, Delivery delivery) {}

    /**
     * Deliveries, none of which runs yet.
     *
     * @param directory where files lie whose paths do not begin at the root
     * @param executor gives every task a thread that may wait
     */
    public Deliveries(
            EventJournal journal,
            DestinationTable table,
            SubscriptionTable subscriptions,
            Path directory,
            Executor executor,
            Backoff backoff) {
        this.journal = journal;
        this.table = table;
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.executor = executor;
        this.backoff = backoff;
    }

    /** Makes the deliveries fit what the store says: begins, changes and ends them. Waits for those that end. */
    public synchronized void refresh() {
        if (closing.getCount() == 0) {
            return;
        }
        List<EventDestination> all = table.all();
        Map<String, Wishes> wishes = wishes();
        List<String> gone = new ArrayList<>(running.keySet());
        for (EventDestination destination : all) {
            gone.remove(destination.id());
            Wishes wanted = wishes.getOrDefault(destination.id(), Wishes.NONE);
            Running now = running.get(destination.id());
            if (now != null && now.target().equals(destination.target())) {
                now.delivery().want(wanted);
                continue;
            }
            if (now != null) {
                now.delivery().end();
            }
            begin(destination, wanted);
        }
        gone.forEach(id -> Optional.ofNullable(running.remove(id))
                .ifPresent(r -> r.delivery().end()));
    }

    private void begin(EventDestination destination, Wishes wanted) {
        var delivery = new Delivery(destination.id(), sender(destination.target()), wanted, journal, table, backoff);
        running.put(destination.id(), new Running(destination.target(), delivery));
        executor.execute(delivery);
    }

    private Map<String, Wishes> wishes() {
        Map<String, List<Wish>> wishes = new HashMap<>();
        for (EventSubscription subscription : subscriptions.all()) {
            subscriptions.since(subscription.id()).forEach((destination, since) -> {
                for (EventSource source : subscription.sources()) {
                    wishes.computeIfAbsent(destination, id -> new ArrayList<>()).add(Wish.of(source, since));
                }
            });
        }
        Map<String, Wishes> all = new HashMap<>();
        wishes.forEach((destination, list) -> all.put(destination, new Wishes(List.copyOf(list))));
        return all;
    }

    /** How a destination is doing; empty if nothing is delivered to it. */
    public synchronized Optional<DeliveryState> state(String id) {
        return Optional.ofNullable(running.get(id)).map(r -> r.delivery().state());
    }

    /**
     * Passes over the event that a destination does not take. Waits until that is done.
     *
     * @return the id of the event; empty if nothing fails there
     */
    public Optional<String> skip(String id) throws InterruptedException {
        Optional<Delivery> delivery;
        synchronized (this) {
            delivery = Optional.ofNullable(running.get(id)).map(Running::delivery);
        }
        return delivery.isEmpty() ? Optional.empty() : delivery.get().skip();
    }

    /** Sends one event to a target, at once and only once. Waits for the target. */
    public void send(Event event, EventTarget target) throws DeliveryFailure, InterruptedException {
        try (Sender sender = sender(target)) {
            sender.send(List.of(new Outgoing(event, event.json())));
        }
    }

    private Sender sender(EventTarget target) {
        return switch (target) {
            case FileTarget file -> new FileSender(file, directory);
            case WebhookTarget webhook -> new WebhookSender(webhook, http());
            case SyslogTarget syslog -> syslog.isUdp() ? new SyslogUdpSender(syslog) : new SyslogTcpSender(syslog);
            case OtlpTarget otlp -> new OtlpSender(otlp, http());
            case DebugTarget debug -> new LogSender();
        };
    }

    private synchronized HttpClient http() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(executor)
                    .build();
            client = made;
        }
        return made;
    }

    /** Ends all deliveries; each goes on from where it has come to when it is begun again. Waits for them. */
    @Override
    public void close() {
        closing.countDown();
        List<Running> all;
        synchronized (this) {
            all = List.copyOf(running.values());
            running.clear();
        }
        all.forEach(r -> r.delivery().end());
        HttpClient http = client;
        if (http != null) {
            http.shutdownNow();
        }
    }
}
