package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.StateDot;
import dev.culvert.ui.controls.connection.Facts.Line;
import dev.culvert.ui.fx.View;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The drawer with all the facts of one connection. */
final class DetailController {

    private final ObservableValue<@Nullable Facts> shown;
    private final RequestListViewModel requests;
    private final Runnable kill;
    private final Runnable close;
    private final Messages texts = Messages.of(DetailController.class);
    private final List<Label> names = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();

    @FXML
    private Pane root;

    @FXML
    private Label title;

    @FXML
    private CopyButton copy;

    @FXML
    private Segments segments;

    @FXML
    private ToggleButton requestsSegment;

    @FXML
    private StackPane body;

    @FXML
    private ScrollPane factsBody;

    @FXML
    private StateDot state;

    @FXML
    private Label sentence;

    @FXML
    private Label error;

    @FXML
    private GridPane facts;

    @FXML
    private Button killButton;

    DetailController(
            ObservableValue<@Nullable Facts> shown, RequestListViewModel requests, Runnable kill, Runnable close) {
        this.shown = shown;
        this.requests = requests;
        this.kill = kill;
        this.close = close;
    }

    @FXML
    void initialize() {
        for (Label label : List.of(sentence, error)) {
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.managedProperty().bind(label.visibleProperty());
        }
        killButton.managedProperty().bind(killButton.visibleProperty());
        root.managedProperty().bind(root.visibleProperty());
        initializeRequests();
        this.shown.subscribe(this::show);
    }

    private void initializeRequests() {
        Parent list = View.load(RequestListController.class, () -> new RequestListController(requests))
                .root();
        body.getChildren().add(list);
        segments.choose(new SimpleObjectProperty<>(Boolean.FALSE), List.of(Boolean.FALSE, Boolean.TRUE));
        segments.visibleProperty().bind(requests.availableProperty());
        segments.managedProperty().bind(segments.visibleProperty());
        requestsSegment.textProperty().bind(requests.countProperty().map(n -> texts.get("detail.requests", n)));
        list.visibleProperty().bind(requestsSegment.selectedProperty().and(requests.availableProperty()));
        factsBody.visibleProperty().bind(list.visibleProperty().not());
    }

    private void show(@Nullable Facts shown) {
        root.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        title.setText(shown.client());
        copy.setCopied(shown.client());
        state.show(shown.tone(), shown.state());
        sentence.setText(shown.sentence());
        error.setText(shown.error());
        error.setVisible(shown.error() != null);
        killButton.setVisible(shown.open());
        show(shown.lines());
    }

    private void show(List<Line> lines) {
        while (names.size() < lines.size()) {
            addLine();
        }
        for (int i = 0; i < names.size(); i++) {
            boolean used = i < lines.size();
            names.get(i).setVisible(used);
            values.get(i).setVisible(used);
            names.get(i).setText(used ? lines.get(i).name() : "");
            values.get(i).setText(used ? lines.get(i).text() : "");
        }
    }

    private void addLine() {
        var name = new Label();
        name.getStyleClass().add("muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var value = new Label();
        value.setWrapText(true);
        value.setMinHeight(Region.USE_PREF_SIZE);
        for (Label label : List.of(name, value)) {
            label.managedProperty().bind(label.visibleProperty());
        }
        facts.addRow(names.size(), name, value);
        names.add(name);
        values.add(value);
    }

    @FXML
    void kill() {
        kill.run();
    }

    @FXML
    void close() {
        close.run();
    }
}
