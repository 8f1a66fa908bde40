package dev.culvert.ui.controls;

import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/** Two series over the same time as areas: one above the middle line, the other below, both to the same scale. */
public final class MirrorChart extends Region {

    private final Polygon above = new Polygon();
    private final Polygon below = new Polygon();
    private final Line middle = new Line();
    private double[] aboveValues = {};
    private double[] belowValues = {};

    /** A chart of nothing. */
    public MirrorChart() {
        getStyleClass().add("mirror-chart");
        above.getStyleClass().add("above");
        below.getStyleClass().add("below");
        middle.getStyleClass().add("middle");
        above.setManaged(false);
        below.setManaged(false);
        middle.setManaged(false);
        getChildren().addAll(middle, above, below);
        setMinSize(0, 0);
        setAccessibleText("");
    }

    /** Shows these values, the newest last; none is negative. */
    public void show(double[] above, double[] below) {
        aboveValues = above;
        belowValues = below;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double line = Math.round(height / 2) + 0.5;
        middle.setStartX(0);
        middle.setEndX(getWidth());
        middle.setStartY(line);
        middle.setEndY(line);
        double most = Math.max(greatest(aboveValues), greatest(belowValues));
        draw(above, aboveValues, line - 0.5, most == 0 ? 0 : -(line - 2) / most);
        draw(below, belowValues, line + 0.5, most == 0 ? 0 : (height - line - 2) / most);
    }

    private static double greatest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    private void draw(Polygon area, double[] values, double base, double scale) {
        boolean isFlat = scale == 0 || values.length < 2 || greatest(values) == 0;
        area.setVisible(!isFlat);
        if (isFlat) {
            area.getPoints().clear();
            return;
        }
        double step = getWidth() / (values.length - 1);
        Double[] points = new Double[2 * (values.length + 2)];
        for (int i = 0; i < values.length; i++) {
            points[2 * i] = i * step;
            points[2 * i + 1] = base + values[i] * scale;
        }
        points[points.length - 4] = getWidth();
        points[points.length - 3] = base;
        points[points.length - 2] = 0.0;
        points[points.length - 1] = base;
        area.getPoints().setAll(points);
    }
}
