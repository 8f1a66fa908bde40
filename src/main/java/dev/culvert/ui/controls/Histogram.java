package dev.culvert.ui.controls;

import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/**
 * Bars of two parts, one above the other, of which a run can be chosen: by dragging over them, or by the arrow keys (with Shift for
 * more than one) and Enter. Escape chooses nothing.
 */
public final class Histogram extends Region {

    private static final double GAP = 1;
    private static final double LEAST_HEIGHT = 2;

    private final Path lower = new Path();
    private final Path upper = new Path();
    private final Region brush = new Region();
    private final Tooltip tip = new Tooltip();
    private long[] lowerValues = {};
    private long[] upperValues = {};
    private IntFunction<String> telling = i -> "";
    private BiConsumer<Integer, Integer> chosen = (first, last) -> {};
    private int from = -1;
    private int to = -1;

    /** A histogram of nothing. */
    public Histogram() {
        getStyleClass().add("histogram");
        lower.getStyleClass().add("lower");
        upper.getStyleClass().add("upper");
        brush.getStyleClass().add("brush");
        for (var part : new javafx.scene.Node[] {lower, upper, brush}) {
            part.setManaged(false);
            part.setMouseTransparent(true);
        }
        getChildren().addAll(brush, lower, upper);
        setFocusTraversable(true);
        setMinSize(0, 0);
        Tooltip.install(this, tip);
        setOnMouseMoved(e -> tip.setText(tell(bar(e))));
        setOnMousePressed(this::begin);
        setOnMouseDragged(e -> extend(bar(e)));
        setOnMouseReleased(e -> finish());
        setOnKeyPressed(this::pressed);
    }

    /** Shows these values, the oldest first and none negative; the second part stands on the first. */
    public void show(long[] lower, long[] upper) {
        lowerValues = lower;
        upperValues = upper;
        from = -1;
        to = -1;
        requestLayout();
    }

    /** What is told of a bar under the mouse, by its index. */
    public void setTelling(IntFunction<String> words) {
        telling = words;
    }

    /** Hears of the first and the last bar of a run that was chosen. */
    public void setOnChosen(BiConsumer<Integer, Integer> receiver) {
        chosen = receiver;
    }

    private String tell(int bar) {
        return lowerValues.length == 0 ? "" : telling.apply(bar);
    }

    private int bar(MouseEvent event) {
        double step = getWidth() / Math.max(1, lowerValues.length);
        return Math.clamp((int) (event.getX() / step), 0, Math.max(0, lowerValues.length - 1));
    }

    private void begin(MouseEvent event) {
        requestFocus();
        if (lowerValues.length > 0) {
            from = bar(event);
            extend(from);
        }
    }

    private void extend(int bar) {
        if (from >= 0) {
            to = bar;
            layoutBrush();
        }
    }

    private void finish() {
        if (from >= 0 && to >= 0) {
            int first = Math.min(from, to);
            int last = Math.max(from, to);
            clear();
            chosen.accept(first, last);
        }
    }

    private void clear() {
        from = -1;
        to = -1;
        layoutBrush();
    }

    private void pressed(KeyEvent event) {
        int step = switch (event.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
        if (step != 0 && lowerValues.length > 0) {
            int next = to < 0 ? (step < 0 ? lowerValues.length - 1 : 0) : to + step;
            to = Math.clamp(next, 0, lowerValues.length - 1);
            from = event.isShiftDown() && from >= 0 ? from : to;
            setAccessibleHelp(tell(to));
            layoutBrush();
            event.consume();
        } else if (from >= 0) {
            switch (event.getCode()) {
                case ENTER -> {
                    finish();
                    event.consume();
                }
                case ESCAPE -> {
                    clear();
                    event.consume();
                }
                default -> {}
            }
        }
    }

    @Override
    protected void layoutChildren() {
        long most = 1;
        for (int i = 0; i < lowerValues.length; i++) {
            most = Math.max(most, lowerValues[i] + upperValues[i]);
        }
        lower.getElements().clear();
        upper.getElements().clear();
        double step = getWidth() / Math.max(1, lowerValues.length);
        for (int i = 0; i < lowerValues.length; i++) {
            double below = height(lowerValues[i], most);
            double above = height(upperValues[i], most);
            bar(lower, i * step, step, getHeight(), below);
            bar(upper, i * step, step, getHeight() - below, above);
        }
        layoutBrush();
    }

    /** One among millions is still to be seen. */
    private double height(long value, long most) {
        return value == 0 ? 0 : Math.max(LEAST_HEIGHT, value * (getHeight() - LEAST_HEIGHT) / most);
    }

    private static void bar(Path path, double x, double step, double bottom, double height) {
        if (height > 0) {
            double right = x + Math.max(1, step - GAP);
            path.getElements()
                    .addAll(
                            new MoveTo(x, bottom),
                            new LineTo(x, bottom - height),
                            new LineTo(right, bottom - height),
                            new LineTo(right, bottom),
                            new ClosePath());
        }
    }

    private void layoutBrush() {
        brush.setVisible(from >= 0);
        if (from >= 0) {
            double step = getWidth() / Math.max(1, lowerValues.length);
            int first = Math.min(from, to);
            brush.resizeRelocate(first * step, 0, (Math.max(from, to) - first + 1) * step, getHeight());
        }
    }
}
