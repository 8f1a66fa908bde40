package dev.culvert.app;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.culvert.api.ApiFailure;
import dev.culvert.api.ApiKey;
import dev.culvert.api.ApiServer;
import dev.culvert.cli.LaunchFailure;
import dev.culvert.cli.LaunchOptions;
import dev.culvert.cli.RunningGateway;
import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.netty.NettyEngine;
import dev.culvert.events.EventLog;
import dev.culvert.events.delivery.Backoff;
import dev.culvert.gateway.AddressSetup;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.History;
import dev.culvert.gateway.address.DnsLookup;
import dev.culvert.gateway.address.MachinePortClaims;
import dev.culvert.gateway.certificate.CertificateFolder;
import dev.culvert.gateway.certificate.NamedAuthorities;
import dev.culvert.gateway.config.ConfigFollower;
import dev.culvert.model.InvalidValue;
import dev.culvert.store.Store;
import dev.culvert.store.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object graph of one gateway: built here in order, and closed in reverse. */
final class GatewayProcess implements RunningGateway {

    private static final Logger log = LoggerFactory.getLogger(GatewayProcess.class);
    private static final int EVENT_LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Path directory;
    private final Store store;
    private final Gateway gateway;
    private final ApiKey key;
    private final ApiServer api;

    /**
     * Takes the data directory and starts everything in it.
     *
     * @throws LaunchFailure if it cannot be, with a sentence for the user; nothing is left running then
     */
    GatewayProcess(LaunchOptions options) throws LaunchFailure {
        directory = options.dataDirectory();
        try {
            DataDirectory held = DataDirectory.take(directory);
            if (held == null) {
                throw new LaunchFailure("Culvert is already running with the data directory " + directory
                        + ". Use that one, or give another with --data-dir.");
            }
            parts.push(held);
            LogFile.open(directory);
            store = Store.open(directory);
            parts.push(store);
            var events = new EventLog(store.connections()::append, Threads.named("events"));
            parts.push(events);
            var engine = new NettyEngine(
                    ConnectionListener.of(events::record, events::record),
                    Threads.waiting("resolver"),
                    new CertificateFolder(directory.resolve("certificates")),
                    new NamedAuthorities(),
                    EVENT_LOOPS);
            parts.push(engine);
            var timer = Threads.timer("gateway");
            var setup = new AddressSetup(
                    new MachinePortClaims(MachinePortClaims.sharedFile()),
                    DnsLookup.ofSystem(),
                    Threads.waiting("dns"),
                    options.strict());
            gateway = new Gateway(store, engine, new History(store, events), timer, setup);
            parts.push(() -> gateway.stop(DRAIN_LIMIT));
            var upkeep = new UpkeepTimer(gateway.retention()::keep);
            parts.push(upkeep);
            events.whenWritten(() -> {
                gateway.events().journal().announce();
                upkeep.written();
            });
            gateway.events().deliver(directory, Threads.waiting("delivery"), Backoff.USUAL);
            if (!options.geoDatabases().isEmpty()) {
                gateway.geo().choose(options.geoDatabases());
            }
            gateway.start().join();
            Path config = options.config();
            if (config != null) {
                follow(config);
            }
            key = ApiKey.in(directory);
            api = ApiServer.start(gateway, key, options.apiAddress(), Version.current());
            parts.push(api);
            ScheduledExecutorService watch = Threads.timer("api-watch");
            parts.push(watch::shutdownNow);
            var unused = watch.scheduleWithFixedDelay(api::revive, 15, 15, TimeUnit.SECONDS);
            held.announce(api.uri());
            log.info(
                    "Culvert {} runs in {}, API {}, {}, {} descriptors at most",
                    Version.current(),
                    directory,
                    api.uri(),
                    engine.description(),
                    mostDescriptors());
        } catch (LaunchFailure e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            throw new LaunchFailure("The data directory " + directory + " cannot be used: " + e.getMessage(), e);
        } catch (StoreException | ApiFailure | InvalidValue e) {
            close();
            throw new LaunchFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Takes the configuration, and looks at it from then on. */
    private void follow(Path file) throws LaunchFailure {
        var follower = new ConfigFollower(file, gateway);
        List<String> problems = follower.begin();
        if (!problems.isEmpty()) {
            throw new LaunchFailure(String.join(System.lineSeparator(), problems));
        }
        ScheduledExecutorService timer = Threads.timer("config");
        parts.push(timer::shutdownNow);
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        follower.look();
                    } catch (RuntimeException e) {
                        log.error("The configuration {} could not be looked at", file, e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    /** What limits the connections: the JVM raises the process's limit to what the system allows at most. */
    private static String mostDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Long.toString(unix.getMaxFileDescriptorCount())
                : "unknown";
    }

    Path dataDirectory() {
        return directory;
    }

    Gateway gateway() {
        return gateway;
    }

    Store store() {
        return store;
    }

    ApiKey key() {
        return key;
    }

    /** What brings the window to the front when another start of the desktop asks for it. */
    void onShow(Runnable show) {
        api.onShow(show);
    }

    @Override
    public URI api() {
        return api.uri();
    }

    @Override
    public Path keyFile() {
        return key.file();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Closes what was built, the last first. A second call does nothing. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.error("A part did not close", e);
            }
        }
        ended.countDown();
    }
}
