package dev.culvert.ui.frame;

import dev.culvert.gateway.Gateway;
import dev.culvert.ui.addresses.AddressesPage;
import dev.culvert.ui.common.Appearance;
import dev.culvert.ui.common.Installation;
import dev.culvert.ui.common.LiveNode;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.common.UiSettings;
import dev.culvert.ui.connections.ConnectionsPage;
import dev.culvert.ui.connections.EndpointConnections;
import dev.culvert.ui.controls.AppIcon;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.endpoints.EndpointsPage;
import dev.culvert.ui.fx.Pulse;
import dev.culvert.ui.fx.Subscription;
import dev.culvert.ui.fx.View;
import dev.culvert.ui.history.HistoryPage;
import dev.culvert.ui.policy.PolicyPanes;
import dev.culvert.ui.settings.SettingsPage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The window: its frame, its pages, its dialogs and notices. On the JavaFX thread. */
public final class MainWindow implements AutoCloseable {

    private static final String PAGE_SETTING = "window.page";
    private static final List<KeyCode> DIGITS = List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9);

    private final Stage stage;
    private final UiSettings settings;
    private final WindowPlace place;
    private final FrameController frame;
    private final Subscription subscriptions;
    private boolean isClosed;

    private MainWindow(
            Stage stage,
            Gateway gateway,
            Pulse pulse,
            Executor background,
            UiSettings settings,
            Installation installation) {
        this.stage = stage;
        this.settings = settings;
        this.place = new WindowPlace(stage, settings);
        var appearance = new Appearance(settings);
        Subscription theme = ThemeSwitch.follow(appearance);
        View<FrameController> view = View.load(
                FrameController.class,
                () -> new FrameController(
                        new FrameViewModel(gateway, System::nanoTime),
                        gateway.engineDescription(),
                        installation.api().toString()));
        this.frame = view.controller();
        var context = new UiContext(
                gateway,
                pulse,
                background,
                settings,
                installation,
                frame.notices(),
                frame.dialogs(),
                appearance,
                Clock.system(ZoneId.systemDefault()));
        var endpoints = EndpointsPage.of(
                context,
                endpoint -> {
                    var connections = EndpointConnections.of(context, endpoint);
                    return new LiveNode(connections, connections);
                },
                new PolicyPanes(context));
        var addresses = AddressesPage.of(context, endpoint -> {
            frame.show(0);
            endpoints.select(endpoint);
        });
        List<Page> pages = List.of(
                endpoints, ConnectionsPage.of(context), addresses, HistoryPage.of(context), SettingsPage.of(context));
        frame.setPages(pages);
        var scene = new Scene(view.root());
        Theme.dress(scene);
        bindKeys(scene, endpoints);
        stage.setScene(scene);
        stage.setTitle(Messages.of(MainWindow.class).get("brand"));
        AppIcon.putOn(stage);
        place.restore();
        this.subscriptions = theme.and(pulse.listen(frame::refresh));
        stage.setOnHiding(event -> close());
        stage.show();
        frame.show(firstPage(pages.size()));
    }

    /**
     * Opens the window on a stage, with the place, size and page that it had when it was last closed. What shows must
     * have been started; closing the window does not stop it.
     *
     * @param pulse drives what is live, until {@link #close()}
     * @param background for what waits
     * @param settings where the user's choices are kept
     */
    public static MainWindow open(
            Stage stage,
            Gateway gateway,
            Pulse pulse,
            Executor background,
            UiSettings settings,
            Installation installation) {
        return new MainWindow(stage, gateway, pulse, background, settings, installation);
    }

    private int firstPage(int count) {
        try {
            int kept = Integer.parseInt(settings.get(PAGE_SETTING).orElse("0"));
            return kept >= 0 && kept < count ? kept : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void bindKeys(Scene scene, EndpointsPage endpoints) {
        for (int i = 0; i < DIGITS.size(); i++) {
            int index = i;
            key(scene, DIGITS.get(i), () -> frame.show(index));
        }
        key(scene, KeyCode.N, () -> {
            frame.show(0);
            endpoints.create();
        });
        key(scene, KeyCode.F, frame::focusSearch);
        key(scene, KeyCode.K, frame::palette);
        key(scene, KeyCode.Z, () -> frame.notices().undoLast());
    }

    private void key(Scene scene, KeyCode code, Runnable command) {
        scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), () -> {
            if (!frame.dialogs().isShowing()) {
                command.run();
            }
        });
    }

    /** Asks whether the program goes on in the tray when this window is closed; an answer may never come. */
    public void askOnClose(Consumer<Boolean> keepsRunning) {
        CloseQuestion.ask(frame.dialogs(), keepsRunning);
    }

    /** Brings a page into view, counted from 0; answers whether there is one. */
    public boolean showPage(int index) {
        frame.show(index);
        return frame.current() == index;
    }

    /** Keeps the window's place and page, drops every subscription and hides the window; once. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        place.keep();
        settings.put(PAGE_SETTING, Integer.toString(frame.current()));
        frame.hideCurrent();
        frame.notices().clear();
        subscriptions.close();
        stage.hide();
    }
}
