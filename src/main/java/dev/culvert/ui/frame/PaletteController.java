package dev.culvert.ui.frame;

import dev.culvert.ui.common.Command;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The palette of all commands (Ctrl+K). */
final class PaletteController {

    private static final double ROW_HEIGHT = 36;

    private final PaletteViewModel model;
    private final Consumer<Command> chosen;

    @FXML
    private TextField field;

    @FXML
    private ListView<Command> list;

    /**
     * A palette.
     *
     * @param chosen is given the command that the user wants
     */
    PaletteController(PaletteViewModel model, Consumer<Command> chosen) {
        this.model = model;
        this.chosen = chosen;
    }

    @FXML
    void initialize() {
        model.typed().bind(field.textProperty());
        list.setItems(model.shown());
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> new CommandCell());
        list.setOnMouseClicked(event -> choose());
        model.typed().subscribe(typed -> {
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case ENTER -> choose();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 5));
        }
    }

    private void choose() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null) {
            chosen.accept(command);
        }
    }

    private static final class CommandCell extends ListCell<Command> {

        private final FontIcon icon = new FontIcon();
        private final Label text = new Label();
        private final Label hint = new Label();
        private final HBox line = new HBox(icon, text, hint);

        CommandCell() {
            getStyleClass().add("palette-cell");
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("line");
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
            hint.setMinWidth(Region.USE_PREF_SIZE);
            hint.getStyleClass().addAll("subtle", "small");
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(command.icon());
            text.setText(command.text());
            hint.setText(command.hint());
            setGraphic(line);
        }
    }
}
