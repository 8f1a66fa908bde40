package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The foot of a table: how many rows, and what they sum up to. */
public final class TotalsBar extends HBox {

    private static final double ROOM_FOR_RATES = 540;

    private final Label count = new Label();
    private final Label in = figure("total-in");
    private final Label out = figure("total-out");
    private final Label inRate = figure("total-in-rate");
    private final Label outRate = figure("total-out-rate");
    private final HBox extra = new HBox();
    private final BooleanProperty hasRates = new SimpleBooleanProperty(this, "hasRates");

    /** A bar without figures. */
    public TotalsBar() {
        Messages texts = Messages.of(TotalsBar.class);
        getStyleClass().add("totals-bar");
        setAlignment(Pos.CENTER_LEFT);
        count.setId("total-count");
        for (Label rate : new Label[] {inRate, outRate}) {
            rate.visibleProperty().bind(hasRates.and(widthProperty().greaterThan(ROOM_FOR_RATES)));
        }
        extra.setAlignment(Pos.CENTER_LEFT);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        count,
                        extra,
                        gap,
                        pair(texts.get("footer.in"), in, inRate),
                        pair(texts.get("footer.out"), out, outRate));
    }

    private static Label figure(String id) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().addAll("figure", "total");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Node pair(String caption, Label amount, Label rate) {
        var name = new Label(caption);
        name.getStyleClass().add("muted");
        name.setMinWidth(USE_PREF_SIZE);
        rate.getStyleClass().add("muted");
        rate.managedProperty().bind(rate.visibleProperty());
        var box = new HBox(name, amount, rate);
        box.getStyleClass().add("total-pair");
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    /** Shows the sums. */
    public void show(Totals totals, boolean rates) {
        in.setText(Formats.bytes(totals.bytesIn()));
        out.setText(Formats.bytes(totals.bytesOut()));
        hasRates.set(rates);
        inRate.setText(Formats.rate(totals.inRate()));
        outRate.setText(Formats.rate(totals.outRate()));
    }

    /** Says how many there are. */
    public void setCount(String text) {
        count.setText(text);
    }

    /** Something beside the count. */
    public void add(Node node) {
        extra.getChildren().add(node);
    }
}
