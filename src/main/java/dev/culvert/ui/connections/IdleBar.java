package dev.culvert.ui.connections;

import javafx.scene.layout.Region;

/** A thin bar that is filled from the left. It is laid out again only when a pixel changes. */
final class IdleBar extends Region {

    private final Region run = new Region();
    private double fraction;

    IdleBar() {
        getStyleClass().add("idle-track");
        run.getStyleClass().add("idle-run");
        getChildren().add(run);
    }

    /** How much is filled, 0 to 1. */
    void setFraction(double value) {
        fraction = value;
        if (run.getWidth() != filled()) {
            requestLayout();
        }
    }

    private double filled() {
        return Math.rint(fraction * getWidth());
    }

    @Override
    protected void layoutChildren() {
        run.resizeRelocate(0, 0, filled(), getHeight());
    }
}
