package dev.culvert.ui.frame;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Notices in the corner of the window, at most three. They go by themselves, but not while the mouse is on them. */
final class Toasts implements Notices {

    private static final int MOST = 3;
    private static final double MOST_WIDTH = 420;
    private static final Duration SHORT = Duration.seconds(4);
    private static final Duration LONG = Duration.seconds(10);

    private final Pane pane;
    private final Messages texts = Messages.of(Toasts.class);
    private final Deque<Toast> undoable = new ArrayDeque<>();

    Toasts(Pane pane) {
        this.pane = pane;
    }

    @Override
    public void done(String text) {
        add(new Toast("fth-check-circle", text, "success", SHORT, null));
    }

    @Override
    public void undoable(String text, Runnable undo) {
        var toast = new Toast("fth-trash-2", text, "neutral", LONG, undo);
        undoable.push(toast);
        add(toast);
    }

    @Override
    public void problem(String text) {
        add(new Toast("fth-alert-circle", text, "danger", LONG, null));
    }

    /** Undoes what was done last, while its notice is still there. */
    void undoLast() {
        Toast last = undoable.peek();
        if (last != null) {
            last.undo();
        }
    }

    private void add(Toast toast) {
        pane.getChildren().add(toast);
        while (pane.getChildren().size() > MOST) {
            ((Toast) pane.getChildren().getFirst()).go();
        }
    }

    /** Takes all notices away and stops their clocks. */
    void clear() {
        while (!pane.getChildren().isEmpty()) {
            ((Toast) pane.getChildren().getFirst()).go();
        }
    }

    private final class Toast extends HBox {

        private final PauseTransition life;
        private final @Nullable Runnable undo;

        Toast(String icon, String text, String intent, Duration duration, @Nullable Runnable undo) {
            this.undo = undo;
            getStyleClass().addAll("toast", intent);
            setAlignment(Pos.CENTER_LEFT);
            setMaxWidth(Region.USE_PREF_SIZE);
            var label = new Label(text);
            label.setWrapText(true);
            label.setMaxWidth(MOST_WIDTH);
            HBox.setHgrow(label, Priority.ALWAYS);
            getChildren().addAll(new FontIcon(icon), label);
            if (undo != null) {
                var button = new Button(texts.get("toast.undo"));
                button.setId("undo");
                button.getStyleClass().addAll("small", "flat", "accent");
                button.setMinWidth(Region.USE_PREF_SIZE);
                button.setOnAction(e -> undo());
                getChildren().add(button);
            }
            var close = new Button(null, new FontIcon("fth-x"));
            close.getStyleClass().addAll("button-icon", "flat", "toast-close");
            close.setAccessibleText(texts.get("toast.close"));
            close.setOnAction(e -> go());
            getChildren().add(close);
            life = new PauseTransition(duration);
            life.setOnFinished(e -> go());
            hoverProperty().subscribe(hover -> {
                if (hover) {
                    life.stop();
                } else {
                    life.playFromStart();
                }
            });
        }

        void undo() {
            go();
            if (undo != null) {
                undo.run();
            }
        }

        void go() {
            life.stop();
            undoable.remove(this);
            pane.getChildren().remove(this);
        }
    }
}
