package dev.culvert.ui.endpoints;

import dev.culvert.ui.common.ConnectionsOf;
import dev.culvert.ui.common.LiveNode;
import dev.culvert.ui.common.PolicyOf;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.MirrorChart;
import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.fx.Subscription;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The details at the side of the table. */
final class DetailsController {

    private final DetailsViewModel model;
    private final Tabs parts;
    private final Actions actions;
    private final Consumer<EndpointRow> again;
    private Subscription live = () -> {};
    private javafx.util.Subscription history = javafx.util.Subscription.EMPTY;
    private boolean isShown;

    @FXML
    private Label name;

    @FXML
    private StateDot state;

    @FXML
    private Label since;

    @FXML
    private VBox failure;

    @FXML
    private Label reason;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab policyTab;

    @FXML
    private Tab connectionsTab;

    @FXML
    private StackPane policy;

    @FXML
    private Label reach;

    @FXML
    private VBox addresses;

    @FXML
    private Label upstream;

    @FXML
    private Label health;

    @FXML
    private MirrorChart chart;

    @FXML
    private Label quiet;

    @FXML
    private Label bytesIn;

    @FXML
    private Label bytesOut;

    @FXML
    private Label open;

    @FXML
    private Label accepted;

    @FXML
    private Label rateIn;

    @FXML
    private Label rateOut;

    @FXML
    private StackPane connections;

    @FXML
    private GridPane facts;

    /**
     * Details of what the model has.
     *
     * @param again switches an endpoint on once more
     */
    DetailsController(DetailsViewModel model, Tabs parts, Actions actions, Consumer<EndpointRow> again) {
        this.model = model;
        this.parts = parts;
        this.actions = actions;
        this.again = again;
    }

    /**
     * Who fills the tabs that other packages know about.
     *
     * @param connections shows the open connections
     * @param policy edits the traffic policy
     * @param expanded whether the details have the whole page
     */
    record Tabs(ConnectionsOf connections, PolicyOf policy, BooleanProperty expanded) {}

    /** What the buttons do. */
    record Actions(Runnable edit, Runnable duplicate, Runnable delete) {}

    @FXML
    void initialize() {
        failure.managedProperty().bind(failure.visibleProperty());
        facts.getColumnConstraints().addAll(column(Priority.NEVER), column(Priority.ALWAYS));
        model.text().subscribe((old, now) -> tell(old, now));
        tell(null, model.text().get());
        model.row().subscribe(row -> follow(row));
        tabs.getSelectionModel()
                .selectedItemProperty()
                .subscribe((old, now) -> fill(isShown ? model.row().get() : null));
    }

    private static ColumnConstraints column(Priority grow) {
        var column = new ColumnConstraints();
        column.setHgrow(grow);
        return column;
    }

    void shown() {
        isShown = true;
        follow(model.row().get());
    }

    void hidden() {
        isShown = false;
        follow(null);
    }

    private void follow(@Nullable EndpointRow row) {
        history.unsubscribe();
        history = javafx.util.Subscription.EMPTY;
        if (row == null || !isShown) {
            fill(null);
            return;
        }
        fill(row);
        history = row.seconds().subscribe(second -> draw(row)).and(row.text().subscribe(text -> {
            rateIn.setText(text.flow().in());
            rateOut.setText(text.flow().out());
        }));
    }

    /** Only the tab in view is alive. */
    private void fill(@Nullable EndpointRow row) {
        live.close();
        live = () -> {};
        connections.getChildren().clear();
        policy.getChildren().clear();
        // a tab itself knows only later that it is selected
        Tab chosen = tabs.getSelectionModel().getSelectedItem();
        if (!policyTab.equals(chosen)) {
            parts.expanded().set(false);
        }
        if (row == null) {
            return;
        }
        if (connectionsTab.equals(chosen)) {
            show(connections, parts.connections().show(row.id()));
        } else if (policyTab.equals(chosen)) {
            show(policy, parts.policy().show(row.id(), parts.expanded()));
        }
    }

    private void show(StackPane in, LiveNode node) {
        live = node.subscription();
        in.getChildren().setAll(node.node());
    }

    /** Brings the policy into view. */
    void showPolicy() {
        tabs.getSelectionModel().select(policyTab);
    }

    private void draw(EndpointRow row) {
        double[] in = row.history().in();
        double[] out = row.history().out();
        chart.show(in, out);
        quiet.setVisible(isAllZero(in) && isAllZero(out));
    }

    private static boolean isAllZero(double[] values) {
        for (double value : values) {
            if (value > 0) {
                return false;
            }
        }
        return true;
    }

    private void tell(@Nullable DetailsText old, @Nullable DetailsText now) {
        if (now == null) {
            return;
        }
        name.setText(now.name());
        state.show(now.state().tone(), now.state().word());
        since.setText(now.since());
        reason.setText(now.reason());
        failure.setVisible(now.canTryAgain());
        reach.setText(now.reach());
        upstream.setText(now.upstream());
        health.setText(now.health());
        health.setVisible(!now.health().isEmpty());
        health.setManaged(health.isVisible());
        bytesIn.setText(now.totals().in());
        bytesOut.setText(now.totals().out());
        open.setText(now.totals().open());
        accepted.setText(now.totals().accepted());
        if (old == null || !old.addresses().equals(now.addresses())) {
            addresses
                    .getChildren()
                    .setAll(now.addresses().stream()
                            .map(DetailsController::address)
                            .toList());
        }
        if (old == null || !old.facts().equals(now.facts())) {
            list(now.facts());
        }
    }

    private static Node address(String url) {
        var label = new Label(url);
        label.getStyleClass().add("mono");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinWidth(0);
        HBox.setHgrow(label, Priority.ALWAYS);
        var line = new HBox(label, new CopyButton(url));
        line.getStyleClass().add("address");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void list(List<DetailsText.Fact> all) {
        facts.getChildren().clear();
        for (int i = 0; i < all.size(); i++) {
            var label = new Label(all.get(i).label());
            label.getStyleClass().add("muted");
            label.setMinWidth(Label.USE_PREF_SIZE);
            GridPane.setValignment(label, VPos.TOP);
            var value = new Label(all.get(i).value());
            value.setWrapText(true);
            facts.addRow(i, label, value);
        }
    }

    @FXML
    void edit() {
        actions.edit().run();
    }

    @FXML
    void duplicate() {
        actions.duplicate().run();
    }

    @FXML
    void delete() {
        actions.delete().run();
    }

    @FXML
    void tryAgain() {
        EndpointRow row = model.row().get();
        if (row != null) {
            again.accept(row);
        }
    }
}
