package dev.culvert.ui;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.FakeEngine;
import dev.culvert.events.EventLog;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.History;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.store.SettingTable;
import dev.culvert.store.Store;
import dev.culvert.ui.common.Installation;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.fx.Pulse;
import dev.culvert.ui.staged.StagedSystem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Everything below the screens: a real gateway over a real store and a {@link FakeEngine}. */
public final class TestDesktop implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final Path directory;
    private final Store store;
    private final EventLog log;
    private final FakeEngine engine;
    private final Gateway gateway;
    private final UiSettings settings;
    private final Pulse pulse = new Pulse(timer);
    private volatile boolean closed;

    public TestDesktop(Path directory) {
        this.directory = directory;
        store = Store.open(directory);
        log = new EventLog(store.connections()::append, Thread.ofPlatform().factory());
        engine = new FakeEngine(ConnectionListener.of(log::record, log::record));
        gateway = new Gateway(store, engine, new History(store, log), thread);
        gateway.start().join();
        SettingTable table = store.settings();
        settings = new UiSettings() {
            @Override
            public Optional<String> get(String name) {
                return closed ? Optional.empty() : table.get(name);
            }

            @Override
            public void put(String name, String value) {
                if (!closed) {
                    table.put(name, value);
                }
            }
        };
    }

    public FakeEngine engine() {
        return engine;
    }

    public Gateway gateway() {
        return gateway;
    }

    public UiSettings settings() {
        return settings;
    }

    public Pulse pulse() {
        return pulse;
    }

    public ExecutorService background() {
        return background;
    }

    public Installation installation() {
        return new Installation(
                "1.2.3-test",
                URI.create("http://127.0.0.1:4040"),
                () -> "key",
                () -> {},
                directory,
                new StagedSystem());
    }

    /** Makes an endpoint and waits for it. */
    public EndpointStatus endpoint(String name, int port, String upstream) {
        return gateway.create(draft(name, port, upstream), false).join();
    }

    /** What a user would write. */
    public static EndpointDraft draft(String name, int port, String upstream) {
        return EndpointDraft.empty()
                .with(EndpointField.NAME, name)
                .with(EndpointField.URL, "tcp://localhost:" + port)
                .with(EndpointField.UPSTREAM, upstream);
    }

    @Override
    public void close() {
        closed = true;
        gateway.stop(Duration.ZERO);
        log.close();
        store.close();
        thread.shutdownNow();
        timer.shutdownNow();
        background.shutdownNow();
    }
}
