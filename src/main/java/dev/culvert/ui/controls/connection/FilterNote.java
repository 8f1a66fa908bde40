package dev.culvert.ui.controls.connection;

import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.FilterFinding;
import dev.culvert.ui.common.Messages;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line under a filter field that says what was not understood; it is there only while there is something to say. */
public final class FilterNote extends HBox {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Messages texts = Messages.of(FilterNote.class);
    private final Label message = new Label();
    private final Hyperlink show = new Hyperlink(texts.get("filter.finding.show"));
    private @Nullable TextField field;
    private @Nullable FilterFinding first;

    /** A line without a field. */
    public FilterNote() {
        getStyleClass().add("filter-note");
        setAlignment(Pos.CENTER_LEFT);
        message.setId("filter-finding");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.SOMETIMES);
        show.setId("show-finding");
        show.setMinWidth(USE_PREF_SIZE);
        show.setOnAction(e -> select());
        getChildren().addAll(new FontIcon("fth-alert-circle"), message, show);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Follows a field and what is understood of it. */
    public void follow(TextField field, FilterInput input) {
        this.field = field;
        input.filterProperty().subscribe(filter -> tell(filter, field));
    }

    private void tell(ConnectionFilter filter, TextField field) {
        List<FilterFinding> findings = filter.findings();
        first = findings.isEmpty() ? null : findings.getFirst();
        setVisible(first != null);
        field.pseudoClassStateChanged(DANGER, first != null);
        String text = first == null
                ? ""
                : findings.size() == 1
                        ? first.message()
                        : texts.get("filter.findings", first.message(), findings.size() - 1);
        message.setText(text);
        field.setAccessibleHelp(text);
    }

    private void select() {
        if (field != null && first != null) {
            field.requestFocus();
            field.selectRange(first.start(), Math.min(first.end(), field.getLength()));
        }
    }
}
