package dev.culvert.ui.history.destinations;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.culvert.events.delivery.Backoff;
import dev.culvert.gateway.EventDesk;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.TargetKind;
import dev.culvert.model.event.TargetSettings;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.MovingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A house that delivers events, with a receiver that takes them or not. */
final class EventHouse implements AutoCloseable {

    private static final Backoff IMPATIENT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    private final House house;
    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile CountDownLatch held = new CountDownLatch(0);

    EventHouse(Path directory) {
        house = new House(directory, new MovingClock());
        house.gateway().events().deliver(directory, Thread::startVirtualThread, IMPATIENT);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            received.add(exchange.getRequestHeaders().getFirst("X-Team") + " " + body);
            wait(held);
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    private static void wait(CountDownLatch held) {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    House house() {
        return house;
    }

    EventDesk desk() {
        return house.gateway().events();
    }

    /** Where the receiver is. */
    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/events";
    }

    /** The header X-Team and the body of what came. */
    List<String> received() {
        return received;
    }

    /** What the receiver answers from now on. */
    void answer(int status) {
        answer = status;
    }

    /** The receiver answers nobody from now on, until it is to go on. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void goOn() {
        held.countDown();
    }

    /** Makes a destination as a program would, and what it gets. */
    String destination(EventTarget target, EventSource... sources) {
        String id = desk().destinations().create("", "", target, false).id();
        if (sources.length > 0) {
            var unused = desk().subscriptions().create("", "", List.of(sources), List.of(id));
        }
        return id;
    }

    /** A target as the API reads it. */
    static EventTarget target(TargetKind kind, Map<String, String> settings) {
        var reading = new TargetSettings("target", settings);
        EventTarget target = EventTarget.read(kind, reading);
        if (!reading.problems().isEmpty()) {
            throw new IllegalArgumentException(reading.problems().toString());
        }
        return target;
    }

    static EventTarget file(String path) {
        return target(TargetKind.FILE, Map.of("path", path));
    }

    /** Lets something change that events tell of. */
    void change() {
        var unused = house.gateway().ipPolicies().create("a", "");
    }

    /** Makes a webhook that fails. */
    String failing() {
        answer(401);
        String id = destination(
                target(
                        TargetKind.WEBHOOK,
                        Map.of("url", url(), "secret", dev.culvert.model.event.WebhookTarget.newSecret())),
                EventSource.all(EventType.IP_POLICY_CREATED));
        change();
        await().until(() -> desk().destinations().state(id).failingSince() != null);
        return id;
    }

    @Override
    public void close() {
        goOn();
        house.tearDown();
        server.stop(0);
    }
}
