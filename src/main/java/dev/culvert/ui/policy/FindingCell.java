package dev.culvert.ui.policy;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.QuickFix;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A finding: how bad, where, what, and a way out where there is one. */
final class FindingCell extends ListCell<Finding> {

    private static final double FONT_SIZE = 13;
    private static final double MIN_TEXT = 160;
    /** Insets, icon, and a scroll bar that may be needed. */
    private static final double BESIDE_TEXT = 70;
    /** The line with place and code, and insets. */
    private static final double BELOW_TEXT = 28;

    private final FontIcon icon = new FontIcon("fth-info");
    private final Label place = new Label();
    private final Label code = new Label();
    private final Label message = new Label();
    private final Hyperlink fix = new Hyperlink();
    private final HBox line;

    FindingCell(Consumer<QuickFix> mend) {
        getStyleClass().add("finding-cell");
        place.getStyleClass().addAll("figure-text", "muted", "small");
        place.setMinWidth(Region.USE_PREF_SIZE);
        code.getStyleClass().addAll("subtle", "small");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        fix.getStyleClass().add("small");
        fix.managedProperty().bind(fix.visibleProperty());
        fix.setOnAction(event -> {
            Finding finding = getItem();
            QuickFix way = finding == null ? null : finding.fix();
            if (way != null) {
                mend.accept(way);
            }
        });
        var head = new HBox(place, code, fix);
        head.getStyleClass().add("finding-head");
        head.setAlignment(Pos.CENTER_LEFT);
        var words = new VBox(message, head);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        line = new HBox(icon, words);
        line.getStyleClass().add("finding-line");
        // as wide as the list, however long the sentence
        setPrefWidth(0);
    }

    /**
     * How much room findings take in a list, in pixels.
     *
     * @param width of the list; 0 before it is laid out
     */
    static double heightOf(List<Finding> findings, double width) {
        var measure = new Text();
        measure.setFont(Font.font("Roboto", FONT_SIZE));
        measure.setWrappingWidth(Math.max(MIN_TEXT, width - BESIDE_TEXT));
        double height = 2;
        for (Finding finding : findings) {
            measure.setText(finding.message());
            height += measure.getLayoutBounds().getHeight() + BELOW_TEXT;
        }
        return Math.ceil(height);
    }

    @Override
    protected void updateItem(@Nullable Finding item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : line);
        if (item == null) {
            return;
        }
        switch (item.severity()) {
            case ERROR -> icon.setIconLiteral("fth-x-circle");
            case WARNING -> icon.setIconLiteral("fth-alert-triangle");
            case INFO -> icon.setIconLiteral("fth-info");
        }
        icon.getStyleClass().removeIf(style -> style.startsWith("found-"));
        icon.getStyleClass().add("found-" + item.severity().wireName());
        place.setText(item.range().toString());
        code.setText(item.code());
        message.setText(item.message());
        QuickFix way = item.fix();
        fix.setVisible(way != null);
        fix.setText(way == null ? "" : way.title());
        setAccessibleText(item.toString());
    }
}
