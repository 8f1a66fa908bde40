package dev.culvert.ui.connections;

import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import java.time.Duration;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A bar that runs towards the idle time-out, and the time that is left. */
final class IdleCell extends TickingCell<LiveRow> {

    private static final PseudoClass SOON = PseudoClass.getPseudoClass("soon");
    /** A bar that grew with every second would have the whole table drawn with every second. */
    private static final double STEPS = 20;

    private static final double SOON_FRACTION = 0.8;
    /** Shorter pauses are no idleness. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final OpenViewModel connections;
    private final Messages texts = Messages.of(IdleCell.class);
    private final IdleBar bar = new IdleBar();
    private final Label left = new Label();
    private final HBox box = new HBox(bar, left);
    private final Tooltip tip = new Tooltip();

    IdleCell(OpenViewModel connections) {
        super(connections.timeProperty(), row -> "");
        this.connections = connections;
        getStyleClass().add("idle-cell");
        left.getStyleClass().add("idle-left");
        left.setMinWidth(Region.USE_PREF_SIZE);
        box.getStyleClass().add("idle-box");
        HBox.setHgrow(bar, Priority.ALWAYS);
        box.setAlignment(Pos.CENTER_LEFT);
        tip.setOnShowing(e -> tip.setText(sentence()));
    }

    @Override
    protected void show(LiveRow row) {
        Idle idle = connections.idle(row);
        if (idle == null || idle.idle().compareTo(PAUSE) < 0) {
            clear();
            return;
        }
        bar.setFraction(Math.floor(idle.fraction() * STEPS) / STEPS);
        left.setText(roughly(idle.left()));
        box.pseudoClassStateChanged(SOON, idle.fraction() >= SOON_FRACTION);
        setGraphic(box);
        setTooltip(tip);
    }

    @Override
    protected void clear() {
        setGraphic(null);
        setTooltip(null);
    }

    private String roughly(Duration time) {
        return time.toMinutes() >= 1 ? texts.get("idle.minutes", time.toMinutes()) : Formats.age(time);
    }

    private @Nullable String sentence() {
        LiveRow row = getItem();
        Idle idle = row == null ? null : connections.idle(row);
        return idle == null ? null : texts.get("idle.sentence", Formats.age(idle.idle()), Formats.age(idle.left()));
    }
}
