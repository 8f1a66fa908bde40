package dev.culvert.ui.staged;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.events.EventLog;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.History;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.store.Store;
import dev.culvert.ui.common.Appearance;
import dev.culvert.ui.common.Installation;
import dev.culvert.ui.common.Modal;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.fx.Pulse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Everything below the pages: a real gateway and store, and a staged engine. */
public final class House implements UiSettings, Notices, Modal {

    private volatile String key = "ak_2tZQkxUtest";
    private final Clock clock;
    private final Path directory;
    private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();
    private final ScheduledExecutorService gatewayThread = Executors.newSingleThreadScheduledExecutor(threads);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
    private final ExecutorService background = Executors.newFixedThreadPool(2, threads);
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final StagedSystem system = new StagedSystem();
    private final Store store;
    private final EventLog log;
    private final StagedEngine engine;
    private final Gateway gateway;
    private volatile @Nullable Node dialog;
    private Consumer<@Nullable Node> dialogs = node -> {};

    public House(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.store = Store.open(directory);
        this.log = new EventLog(store.connections()::append, threads);
        this.engine = new StagedEngine(clock, ConnectionListener.of(log::record, log::record));
        this.gateway = new Gateway(store, engine, new History(store, log), gatewayThread);
        gateway.start().join();
    }

    public StagedEngine engine() {
        return engine;
    }

    public Gateway gateway() {
        return gateway;
    }

    public ExecutorService background() {
        return background;
    }

    /** Makes an endpoint with the default limits. */
    public EndpointId endpoint(String name, int port) {
        EndpointDraft draft = EndpointDraft.empty()
                .with(EndpointField.NAME, name)
                .with(EndpointField.URL, "tcp://127.0.0.1:" + port)
                .with(EndpointField.UPSTREAM, "127.0.0.1:5432");
        return gateway.create(draft, false).join().id();
    }

    /** Opens a connection that began just now. */
    public StagedConnection open(EndpointId endpoint, String name, String clientIp, int port) {
        return engine.open(new StagedConnection(
                clock, ids.incrementAndGet(), endpoint, name, clientIp, port, "127.0.0.1:5432", clock.instant()));
    }

    /** Opens a connection that began a while ago. */
    public StagedConnection open(
            EndpointId endpoint, String name, String clientIp, int port, String upstream, Duration ago) {
        return engine.open(new StagedConnection(
                clock,
                ids.incrementAndGet(),
                endpoint,
                name,
                clientIp,
                port,
                upstream,
                clock.instant().minus(ago)));
    }

    /** Lets the next connection have a higher number. */
    public void skipIds(long count) {
        ids.addAndGet(count);
    }

    /** Writes connections into the history at once. */
    public void keep(List<ClosedConnection> connections) {
        connections.forEach(log::record);
    }

    /** The program as the pages know it; its key can be renewed once. */
    public UiContext context() {
        return new UiContext(
                gateway,
                new Pulse(timer),
                background,
                this,
                new Installation(
                        "0.1.0-test",
                        URI.create("http://127.0.0.1:4040"),
                        () -> key,
                        this::renewKey,
                        directory,
                        system),
                this,
                this,
                new Appearance(this),
                clock);
    }

    public StagedSystem system() {
        return system;
    }

    private void renewKey() {
        if (key.endsWith("again")) {
            throw new IllegalStateException("The key cannot be renewed.");
        }
        String before = key;
        key = before + "-again";
    }

    public Map<String, String> settings() {
        return settings;
    }

    public List<String> notices() {
        return notices;
    }

    /** The dialog that is shown; null for none. */
    public @Nullable Node dialog() {
        return dialog;
    }

    /** Where dialogs are put; null takes the last one away. */
    public void onDialog(Consumer<@Nullable Node> receiver) {
        dialogs = receiver;
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public void put(String name, String value) {
        settings.put(name, value);
    }

    @Override
    public void done(String text) {
        notices.add(text);
    }

    @Override
    public void undoable(String text, Runnable undo) {
        notices.add(text);
    }

    @Override
    public void problem(String text) {
        notices.add(text);
    }

    @Override
    public void show(Node node, Runnable closed) {
        dialog = node;
        dialogs.accept(node);
    }

    /** Takes the dialog away. The house itself is torn down by {@link #tearDown}. */
    @Override
    public void close() {
        dialog = null;
        dialogs.accept(null);
    }

    public void tearDown() {
        gateway.stop(Duration.ZERO);
        log.close();
        store.close();
        timer.shutdownNow();
        background.shutdownNow();
        gatewayThread.shutdownNow();
    }
}
