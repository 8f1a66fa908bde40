package dev.culvert.api;

import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.FakeEngine;
import dev.culvert.events.EventLog;
import dev.culvert.events.delivery.Backoff;
import dev.culvert.gateway.AddressSetup;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.History;
import dev.culvert.store.Store;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A real gateway over a real store and a {@link FakeEngine}, with its API on a free port. */
public final class TestGateway implements AutoCloseable {

    public static final String VERSION = "1.2.3-test";

    private static final Backoff IMPATIENT = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Store store;
    private final EventLog log;
    private final FakeEngine engine;
    private final Gateway gateway;
    private final ApiKey key;
    private final ApiServer server;

    public TestGateway(Path dataDirectory) {
        this(dataDirectory, "127.0.0.1");
    }

    public TestGateway(Path dataDirectory, String apiAddress) {
        this(dataDirectory, apiAddress, AddressSetup.alone());
    }

    public TestGateway(Path dataDirectory, String apiAddress, AddressSetup setup) {
        store = Store.open(dataDirectory);
        log = new EventLog(store.connections()::append, Thread.ofPlatform().factory());
        engine = new FakeEngine(ConnectionListener.of(log::record, log::record));
        gateway = new Gateway(store, engine, new History(store, log), thread, setup);
        gateway.start().join();
        log.whenWritten(gateway.events().journal()::announce);
        gateway.events().deliver(dataDirectory, Thread::startVirtualThread, IMPATIENT);
        key = ApiKey.in(dataDirectory);
        server = ApiServer.start(gateway, key, new InetSocketAddress(InetAddress.ofLiteral(apiAddress), 0), VERSION);
    }

    public FakeEngine engine() {
        return engine;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Store store() {
        return store;
    }

    public ApiKey key() {
        return key;
    }

    public ApiServer server() {
        return server;
    }

    /** Waits until that many ended connections are in the history. */
    public void awaitHistory(long count) {
        await().until(() -> gateway.history().count() >= count);
    }

    /** Waits until that many HTTP requests are in the history. */
    public void awaitRequests(long count) {
        await().until(() -> gateway.history().writtenRequests() >= count);
    }

    @Override
    public void close() {
        server.close();
        gateway.stop(Duration.ZERO);
        log.close();
        store.close();
        thread.shutdownNow();
    }
}
