package dev.culvert.app;

import dev.culvert.store.SettingTable;
import dev.culvert.ui.common.ClosePreference;
import dev.culvert.ui.common.Installation;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.frame.MainWindow;
import dev.culvert.ui.fx.ProcessorTime;
import dev.culvert.ui.fx.Pulse;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The desktop over a running gateway: a window that can go and come back, and the tray while it is away. */
final class DesktopApplication {

    private final GatewayProcess process;
    private final Toolkit toolkit;
    private final DesktopSystem system;
    private final UiSettings settings;
    private final ClosePreference onClose;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ScheduledExecutorService timer = Threads.timer("pulse");
    private final Executor background = Threads.waiting("background");
    private final Tray tray = new Tray(this::show, ended::countDown);
    private boolean hasDialog;
    private @Nullable Stage stage;

    private DesktopApplication(GatewayProcess process, Toolkit toolkit, DesktopSystem system) {
        this.process = process;
        this.toolkit = toolkit;
        this.system = system;
        this.settings = settings(process.store().settings());
        this.onClose = new ClosePreference(settings);
    }

    /** Opens the main window, unless it is to be hidden at first, and waits until the user ends the program. */
    static void run(GatewayProcess process, Toolkit toolkit, DesktopSystem system, boolean hidden) {
        new DesktopApplication(process, toolkit, system).run(hidden);
    }

    private void run(boolean hidden) {
        process.onShow(this::show);
        if (!hidden) {
            show();
        } else if (system.hasTray()) {
            tray.show();
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tray.close();
        timer.shutdownNow();
        toolkit.exit();
    }

    /** Brings the window to the front, and makes one if there is none. On any thread. */
    private void show() {
        // not before a window is wanted: hidden, the program needs no more than the gateway does
        toolkit.run(() -> {
            if (!hasDialog) {
                hasDialog = true;
                Thread.setDefaultUncaughtExceptionHandler(new FaultDialog(system::writeDiagnostics, background));
            }
            open();
        });
    }

    private void open() {
        Stage open = stage;
        if (open != null) {
            open.setIconified(false);
            open.show();
            open.toFront();
            open.requestFocus();
            return;
        }
        var next = new Stage();
        try {
            var shown = MainWindow.open(
                    next,
                    process.gateway(),
                    new Pulse(timer, process.gateway()::activity, ProcessorTime.ofThisThread()),
                    background,
                    settings,
                    installation());
            stage = next;
            next.setOnCloseRequest(event -> {
                event.consume();
                close(shown);
            });
            FirstFrame.whenDrawn(next.getScene());
            Rehearsal.begin(() -> new RehearsedWalk(process, shown).walk(), ended::countDown);
        } catch (RuntimeException e) {
            Threads.report(Thread.currentThread(), e);
            ended.countDown();
        }
    }

    private void close(MainWindow shown) {
        Optional<Boolean> keepsRunning = onClose.keepsRunning();
        if (keepsRunning.isPresent() && !keepsRunning.get()) {
            leave(shown, false);
            return;
        }
        // to ask the system for its tray takes a moment
        background.execute(() -> {
            boolean hasTray = system.hasTray();
            Platform.runLater(() -> {
                if (!hasTray) {
                    leave(shown, false);
                } else if (keepsRunning.isPresent()) {
                    leave(shown, true);
                } else {
                    shown.askOnClose(keep -> {
                        onClose.choose(keep);
                        leave(shown, keep);
                    });
                }
            });
        });
    }

    private void leave(MainWindow shown, boolean stays) {
        shown.close();
        stage = null;
        if (stays) {
            tray.show();
        } else {
            ended.countDown();
        }
    }

    private Installation installation() {
        return new Installation(
                Version.current(),
                process.api(),
                process.key()::value,
                process.key()::renew,
                process.dataDirectory(),
                system);
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
