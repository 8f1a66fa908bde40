package dev.culvert.ui.connections;

import atlantafx.base.theme.PrimerLight;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.StagedConnection;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Measures what the page costs with ten thousand connections: {@code TableLoad}. Prints; asserts nothing. */
final class TableLoad {

    private static final int MANY = 10_000;

    private TableLoad() {}

    public static void main(String[] args) throws Exception {
        var house = new House(Files.createTempDirectory("load"), Clock.system(ZoneOffset.UTC));
        EndpointId endpoint = house.endpoint("postgres", 15_432);
        List<StagedConnection> connections = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            connections.add(house.open(endpoint, "postgres", "10.0." + i / 250 + "." + i % 250, 40_000));
        }
        beats(house, connections);
        page(house, connections);
        System.exit(0);
    }

    private static void beats(House house, List<StagedConnection> connections) {
        var model = new OpenViewModel(
                house.gateway(), Clock.system(ZoneOffset.UTC), null, new FilterInput(Clock.systemUTC()));
        for (int share : new int[] {0, 10, 1}) {
            long[] nanos = new long[200];
            for (int round = 0; round < nanos.length; round++) {
                for (int i = 0; share > 0 && i < connections.size(); i += share) {
                    connections.get(i).move(100, 100);
                }
                long start = System.nanoTime();
                model.beat();
                nanos[round] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "view model, 1/%d changed: median %d us, 95%% %d us%n",
                    share, nanos[100] / 1000, nanos[190] / 1000);
        }
    }

    private static void page(House house, List<StagedConnection> connections) throws Exception {
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.runLater(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            var page = ConnectionsPage.of(house.context());
            var scene = new Scene(page.root(), 1100, 760);
            Theme.dress(scene);
            var stage = new Stage();
            stage.setScene(scene);
            stage.show();
            page.shown();
        });
        TimeUnit.SECONDS.sleep(6);
        measure("page, nothing changes", () -> {});
        measure("page, a tenth changes 4 times a second", () -> {
            for (int i = 0; i < connections.size(); i += 10) {
                connections.get(i).move(100, 100);
            }
        });
        measure("page, all change 4 times a second", () -> connections.forEach(c -> c.move(100, 100)));
        TimeUnit.SECONDS.sleep(4);
        measure("page, nothing changes, warm", () -> {});
        measure("page, nothing changes, warmer", () -> {});
    }

    private static void measure(String what, Runnable change) throws InterruptedException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < 32; i++) {
            change.run();
            TimeUnit.MILLISECONDS.sleep(250);
        }
        System.out.printf(
                "%s: %.1f %% of a core%n",
                what, 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start));
    }
}
