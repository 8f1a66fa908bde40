package dev.culvert.ui.controls;

import java.util.List;
import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A few choices side by side, of which one always holds. The children in FXML are the buttons. */
@DefaultProperty("buttons")
public final class Segments extends HBox {

    private final ToggleGroup group = new ToggleGroup();

    /** Without choices. */
    public Segments() {
        getStyleClass().add("segments");
        getChildren().addListener((ListChangeListener<Node>) change -> {
            while (change.next()) {
                // a choice may come and go, and the last that is there has the end
                change.getAddedSubList()
                        .forEach(button -> button.managedProperty().subscribe(this::dress));
            }
            dress();
        });
        group.selectedToggleProperty().subscribe((old, now) -> {
            if (now == null && old != null) {
                old.setSelected(true);
            }
        });
    }

    private void dress() {
        buttons().forEach(button -> button.setToggleGroup(group));
        List<ToggleButton> buttons =
                buttons().stream().filter(ToggleButton::isManaged).toList();
        for (int i = 0; i < buttons.size(); i++) {
            ToggleButton button = buttons.get(i);
            button.getStyleClass().removeAll("left-pill", "center-pill", "right-pill");
            boolean isLast = i == buttons.size() - 1;
            button.getStyleClass().add(i == 0 ? "left-pill" : isLast ? "right-pill" : "center-pill");
        }
    }

    private List<ToggleButton> buttons() {
        return getChildren().stream().map(ToggleButton.class::cast).toList();
    }

    /** The buttons, in order. */
    public ObservableList<Node> getButtons() {
        return getChildren();
    }

    /** Lets the buttons stand for the values of a property, in order. */
    public <T> void choose(ObjectProperty<T> property, List<T> values) {
        List<ToggleButton> buttons = buttons();
        property.subscribe(value -> {
            int index = values.indexOf(value);
            if (index >= 0) {
                buttons.get(index).setSelected(true);
            }
        });
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            buttons.get(i).selectedProperty().subscribe(selected -> {
                if (selected) {
                    property.set(value);
                }
            });
        }
    }
}
