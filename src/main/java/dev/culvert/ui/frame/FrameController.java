package dev.culvert.ui.frame;

import atlantafx.base.controls.ModalPane;
import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.fx.View;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The frame around the pages. */
final class FrameController {

    private static final double NARROW = 1100;

    private final FrameViewModel model;
    private final String engineText;
    private final String apiText;
    private final Messages texts = Messages.of(FrameController.class);
    private final List<Page> pages = new ArrayList<>();
    private final List<RailItem> railItems = new ArrayList<>();
    private final ToggleGroup group = new ToggleGroup();
    private int current = -1;

    @FXML
    private StackPane root;

    @FXML
    private VBox rail;

    @FXML
    private Label brand;

    @FXML
    private VBox items;

    @FXML
    private Label commandsWord;

    @FXML
    private Label commandsKey;

    @FXML
    private StackPane pageHolder;

    @FXML
    private StateDot state;

    @FXML
    private Label engine;

    @FXML
    private Label open;

    @FXML
    private Label in;

    @FXML
    private Label out;

    @FXML
    private Button api;

    @FXML
    private VBox toasts;

    @FXML
    private ModalPane modal;

    private Toasts notices = new Toasts(new VBox());
    private ModalLayer dialogs = new ModalLayer(new ModalPane());

    FrameController(FrameViewModel model, String engine, String api) {
        this.model = model;
        this.engineText = engine;
        this.apiText = api;
    }

    @FXML
    void initialize() {
        notices = new Toasts(toasts);
        dialogs = new ModalLayer(modal);
        engine.setText(engineText);
        api.setText(apiText);
        api.setAccessibleText(texts.get("status.api.copy", apiText));
        model.status().subscribe(status -> {
            state.show(status.tone(), status.state());
            open.setText(status.open());
            in.setText(status.in());
            out.setText(status.out());
        });
        root.widthProperty().subscribe(width -> setNarrow(width.doubleValue() < NARROW));
    }

    private void setNarrow(boolean narrow) {
        rail.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("narrow"), narrow);
        railItems.forEach(item -> item.setNarrow(narrow));
        for (Label word : List.of(brand, commandsWord, commandsKey)) {
            word.setVisible(!narrow);
            word.setManaged(!narrow);
        }
    }

    Toasts notices() {
        return notices;
    }

    ModalLayer dialogs() {
        return dialogs;
    }

    /** Puts the pages on the rail. */
    void setPages(List<? extends Page> all) {
        pages.addAll(all);
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            Page page = all.get(i);
            var item = new RailItem(page, texts.get("rail.tip", page.title(), Integer.toString(i + 1)));
            item.setToggleGroup(group);
            item.setId("rail-" + (i + 1));
            item.setOnAction(e -> show(index));
            railItems.add(item);
            items.getChildren().add(item);
        }
        setNarrow(root.getWidth() > 0 && root.getWidth() < NARROW);
    }

    /** Brings a page into view; does nothing if there is none with that number, counted from 0. */
    void show(int index) {
        if (index < 0 || index >= pages.size() || index == current) {
            return;
        }
        hideCurrent();
        current = index;
        Page page = pages.get(index);
        railItems.get(index).setSelected(true);
        pageHolder.getChildren().setAll(page.root());
        // what stands in a split pane is no part of the window, and cannot be focused, before its first layout
        pageHolder.applyCss();
        pageHolder.layout();
        page.shown();
    }

    int current() {
        return current;
    }

    /** Lets the page in view drop its subscriptions. */
    void hideCurrent() {
        if (current >= 0) {
            pages.get(current).hidden();
            current = -1;
        }
    }

    /** Follows the gateway; to be called at every beat. */
    void refresh() {
        model.refresh();
        for (int i = 0; i < pages.size(); i++) {
            railItems.get(i).setCount(pages.get(i).count());
        }
    }

    void focusSearch() {
        if (current >= 0) {
            pages.get(current).focusSearch();
        }
    }

    @FXML
    void palette() {
        if (dialogs.isShowing()) {
            return;
        }
        var paletteModel = new PaletteViewModel(allCommands());
        View<PaletteController> view = View.load(
                PaletteController.class,
                () -> new PaletteController(paletteModel, command -> {
                    dialogs.close();
                    command.run().run();
                }));
        dialogs.showLightly(view.root(), () -> {});
    }

    private List<Command> allCommands() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            int index = i;
            Page page = pages.get(i);
            for (Command command : page.commands()) {
                commands.add(new Command(command.text(), command.hint(), command.icon(), () -> {
                    show(index);
                    command.run().run();
                }));
            }
        }
        for (int i = 0; i < pages.size(); i++) {
            int index = i;
            Page page = pages.get(i);
            commands.add(new Command(
                    texts.get("command.page", page.title()), "Ctrl+" + (i + 1), page.icon(), () -> show(index)));
        }
        commands.add(new Command(texts.get("command.api"), apiText, "fth-link", this::copyApi));
        return commands;
    }

    @FXML
    void copyApi() {
        Clip.put(apiText);
        notices.done(texts.get("status.api.copied", apiText));
    }
}
