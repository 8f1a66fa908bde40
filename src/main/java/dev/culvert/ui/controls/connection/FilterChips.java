package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.FilterText;
import dev.culvert.ui.common.Messages;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** The terms of a filter as chips, each a button that takes its term out; there only while there are terms. */
public final class FilterChips extends FlowPane {

    private final Messages texts = Messages.of(FilterChips.class);

    /** Chips of no filter yet. */
    public FilterChips() {
        getStyleClass().add("filter-chips");
        setId("filter-chips");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Shows the terms of that filter, and takes out those that are clicked. */
    public void follow(FilterInput input) {
        input.textProperty().subscribe(text -> show(input, FilterText.terms(text)));
    }

    private void show(FilterInput input, List<String> terms) {
        getChildren().clear();
        for (int i = 0; i < terms.size(); i++) {
            int place = i;
            String term = terms.get(i);
            var chip = new Button(term, new FontIcon("fth-x"));
            chip.getStyleClass().setAll("button", "chip", "filter-chip");
            chip.setContentDisplay(ContentDisplay.RIGHT);
            chip.setAccessibleText(texts.get("filter.chip.remove", term));
            chip.setOnAction(e -> input.remove(place));
            getChildren().add(chip);
        }
        setVisible(!terms.isEmpty());
    }
}
