package dev.culvert.ui.endpoints;

import dev.culvert.ui.common.RateHistory;
import dev.culvert.ui.controls.MirrorChart;
import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The rates both ways, in above out, with the last minute as a small chart. */
final class FlowCell extends TableCell<EndpointRow, EndpointText.Flow> {

    private static final int SECONDS = 60;

    private final MirrorChart chart = new MirrorChart();
    private final Label in = new Label();
    private final Label out = new Label();
    private final HBox content;
    private Subscription following = Subscription.EMPTY;
    private @Nullable EndpointRow followed;

    FlowCell() {
        getStyleClass().addAll("figure", "flow-cell");
        in.getStyleClass().add("small");
        out.getStyleClass().addAll("small", "muted");
        var rates = new VBox(in, out);
        rates.setAlignment(Pos.CENTER_RIGHT);
        rates.setMinWidth(60);
        chart.getStyleClass().add("sparkline");
        HBox.setHgrow(chart, Priority.ALWAYS);
        content = new HBox(chart, rates);
        content.setAlignment(Pos.CENTER_RIGHT);
    }

    @Override
    protected void updateItem(EndpointText.@Nullable Flow flow, boolean empty) {
        super.updateItem(flow, empty);
        EndpointRow row = empty || getTableRow() == null ? null : getTableRow().getItem();
        if (row == null || flow == null) {
            follow(null);
            setGraphic(null);
            return;
        }
        in.setText(flow.in());
        out.setText(flow.out());
        follow(row);
        setGraphic(content);
    }

    private void follow(@Nullable EndpointRow row) {
        if (row == null || !row.equals(followed)) {
            following.unsubscribe();
            following = row == null ? Subscription.EMPTY : row.seconds().subscribe(second -> draw(row.history()));
            followed = row;
        }
    }

    private void draw(RateHistory history) {
        chart.show(lastMinute(history.in()), lastMinute(history.out()));
    }

    private static double[] lastMinute(double[] rates) {
        return Arrays.copyOfRange(rates, rates.length - SECONDS, rates.length);
    }
}
