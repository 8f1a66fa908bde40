package dev.culvert.ui.policy;

import java.net.URL;
import java.util.Objects;
import javafx.scene.Parent;

/** The style sheet of this package for what stands in windows of its own, and so does not have that of the pane. */
final class PopupStyle {

    private PopupStyle() {}

    static void dress(Parent content) {
        URL sheet = Objects.requireNonNull(PopupStyle.class.getResource("policy.css"));
        content.getStylesheets().add(sheet.toExternalForm());
    }
}
