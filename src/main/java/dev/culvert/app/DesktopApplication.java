package dev.culvert.app;

import dev.culvert.store.SettingTable;
import dev.culvert.ui.common.Installation;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.frame.MainWindow;
import dev.culvert.ui.fx.Pulse;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The desktop over a running gateway. */
final class DesktopApplication {

    private DesktopApplication() {}

    /** Opens the main window and waits until it is closed. */
    static void run(GatewayProcess process) {
        var closed = new CountDownLatch(1);
        ScheduledExecutorService timer = Threads.timer("pulse");
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
            Thread.currentThread().setUncaughtExceptionHandler(Threads::report);
            open(process, timer, closed);
        });
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        Platform.exit();
    }

    private static void open(GatewayProcess process, ScheduledExecutorService timer, CountDownLatch closed) {
        var installation = new Installation(
                Version.current(), process.api(), process.key()::value, process.key()::renew, process.dataDirectory());
        var stage = new Stage();
        try {
            MainWindow window = MainWindow.open(
                    stage,
                    process.gateway(),
                    new Pulse(timer, process.gateway()::activity),
                    Threads.waiting("background"),
                    settings(process.store().settings()),
                    installation);
            process.onShow(() -> Platform.runLater(() -> bringToFront(stage)));
            stage.setOnHidden(event -> {
                window.close();
                closed.countDown();
            });
        } catch (RuntimeException e) {
            Threads.report(Thread.currentThread(), e);
            closed.countDown();
        }
    }

    private static void bringToFront(Stage stage) {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    private static UiSettings settings(SettingTable table) {
        return new UiSettings() {
            @Override
            public Optional<String> get(String name) {
                return table.get(name);
            }

            @Override
            public void put(String name, String value) {
                table.put(name, value);
            }
        };
    }
}
