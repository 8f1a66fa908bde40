package dev.culvert.ui.settings;

import dev.culvert.ui.common.ClosePreference;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Problems;
import dev.culvert.ui.common.SystemServices;
import dev.culvert.ui.common.UiContext;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** How the program behaves on the desktop. What the system says of it comes after {@link #refresh()}. */
final class DesktopViewModel {

    private final UiContext context;
    private final Executor ui;
    private final SystemServices system;
    private final ClosePreference onClose;
    private final Messages texts = Messages.of(DesktopViewModel.class);

    private final BooleanProperty startsAtLogin = new SimpleBooleanProperty(this, "startsAtLogin");
    private final BooleanProperty keepsRunning = new SimpleBooleanProperty(this, "keepsRunning");
    private final ReadOnlyBooleanWrapper hasTray = new ReadOnlyBooleanWrapper(this, "hasTray", true);
    private boolean isReading;

    /**
     * Knows nothing of the system yet.
     *
     * @param ui takes what was found out in the background
     */
    DesktopViewModel(UiContext context, Executor ui) {
        this.context = context;
        this.ui = ui;
        this.system = context.installation().system();
        this.onClose = new ClosePreference(context.settings());
        startsAtLogin.subscribe((was, is) -> {
            if (!isReading) {
                startAtLogin(is);
            }
        });
        keepsRunning.subscribe((was, is) -> {
            if (!isReading) {
                onClose.choose(is);
            }
        });
    }

    /** Looks again at what was chosen here and elsewhere. */
    void refresh() {
        read(() -> keepsRunning.set(onClose.keepsRunning().orElse(false)));
        var unused = CompletableFuture.supplyAsync(system::startsAtLogin, context.background())
                .thenAcceptAsync(on -> read(() -> startsAtLogin.set(on)), ui);
        var unusedToo = CompletableFuture.supplyAsync(system::hasTray, context.background())
                .thenAcceptAsync(hasTray::set, ui);
    }

    private void read(Runnable set) {
        isReading = true;
        try {
            set.run();
        } finally {
            isReading = false;
        }
    }

    private void startAtLogin(boolean wanted) {
        context.background().execute(() -> {
            try {
                system.startAtLogin(wanted);
            } catch (RuntimeException e) {
                // from here never at once: a switch does not hear of what changes while it tells of its own change
                ui.execute(() -> {
                    context.notices().problem(Problems.sentence(e));
                    read(() -> startsAtLogin.set(!wanted));
                });
            }
        });
    }

    /** Writes a diagnostic bundle to that file; the answer comes later, as a notice. */
    void saveDiagnostics(Path file) {
        var unused = CompletableFuture.runAsync(() -> system.writeDiagnostics(file), context.background())
                .whenCompleteAsync(
                        (done, problem) -> {
                            if (problem == null) {
                                context.notices().done(texts.get("diagnostics.saved", file.toString()));
                            } else {
                                context.notices().problem(Problems.sentence(problem));
                            }
                        },
                        ui);
    }

    /** Whether the program starts when the user logs in; changing it changes that. */
    BooleanProperty startsAtLoginProperty() {
        return startsAtLogin;
    }

    /** Whether it goes on in the tray when its window is closed; changing it chooses. */
    BooleanProperty keepsRunningProperty() {
        return keepsRunning;
    }

    /** Whether there is a tray; true until it is known. */
    ReadOnlyBooleanProperty hasTrayProperty() {
        return hasTray.getReadOnlyProperty();
    }
}
