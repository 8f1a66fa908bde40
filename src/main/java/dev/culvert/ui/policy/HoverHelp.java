package dev.culvert.ui.policy;

import dev.culvert.policy.text.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;

/** Says what is under the mouse: what was found there, and what a word means. */
final class HoverHelp {

    private static final Duration DELAY = Duration.ofMillis(350);
    private static final double OFFSET = 14;

    private final PolicyViewModel policy;
    private final Completions completions;
    private final VBox box = new VBox();
    private final Popup popup = new Popup();

    HoverHelp(CodeArea area, PolicyViewModel policy, Completions completions) {
        this.policy = policy;
        this.completions = completions;
        box.setId("hover");
        box.getStyleClass().add("hover-help");
        PopupStyle.dress(box);
        popup.getContent().add(box);
        popup.setAutoHide(true);
        area.setMouseOverTextDelay(DELAY);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            List<Label> lines = lines(event.getCharacterIndex());
            Point2D at = event.getScreenPosition();
            if (!lines.isEmpty()) {
                box.getChildren().setAll(lines);
                popup.show(area, at.getX(), at.getY() + OFFSET);
            }
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> popup.hide());
    }

    void hide() {
        popup.hide();
    }

    private List<Label> lines(int offset) {
        List<Label> lines = new ArrayList<>();
        for (Finding finding : policy.findingsAt(offset)) {
            lines.add(line(finding.message(), "found-" + finding.severity().wireName()));
            lines.add(line(finding.code(), "subtle"));
        }
        completions.meaning(policy.text().text(), offset).ifPresent(meaning -> {
            lines.add(line(meaning.label() + "   " + meaning.detail(), "mono"));
            lines.add(line(meaning.help(), "muted"));
        });
        return lines;
    }

    private static Label line(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
