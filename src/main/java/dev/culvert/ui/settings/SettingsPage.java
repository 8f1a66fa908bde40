package dev.culvert.ui.settings;

import dev.culvert.ui.common.Appearance.Choice;
import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.LateView;
import java.util.List;
import javafx.scene.Parent;

/** The page of settings, and of what the program says of itself. On the JavaFX thread. */
public final class SettingsPage implements Page {

    private final SettingsViewModel model;
    private final LateView<SettingsController> view;
    private final Messages texts = Messages.of(SettingsPage.class);

    private SettingsPage(UiContext context) {
        this.model = new SettingsViewModel(context, FxThread.INSTANCE);
        this.view = new LateView<>(SettingsController.class, () -> new SettingsController(model, context));
    }

    /** The page, not yet shown. */
    public static SettingsPage of(UiContext context) {
        return new SettingsPage(context);
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public String icon() {
        return "fth-settings";
    }

    @Override
    public Parent root() {
        return view.root();
    }

    @Override
    public void shown() {
        model.refresh();
        view.root().requestFocus();
    }

    @Override
    public void hidden() {
        model.leave();
    }

    /** There is nothing to search. */
    @Override
    public void focusSearch() {
        view.root().requestFocus();
    }

    @Override
    public List<Command> commands() {
        return List.of(
                appearance("command.system", "fth-monitor", Choice.SYSTEM),
                appearance("command.light", "fth-sun", Choice.LIGHT),
                appearance("command.dark", "fth-moon", Choice.DARK));
    }

    private Command appearance(String key, String icon, Choice choice) {
        return new Command(
                texts.get(key), "", icon, () -> model.appearanceProperty().set(choice));
    }
}
