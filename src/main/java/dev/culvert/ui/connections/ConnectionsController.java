package dev.culvert.ui.connections;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.connections.ConnectionsViewModel.Segment;
import dev.culvert.ui.controls.PageHeader;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.connection.ClosedTable;
import dev.culvert.ui.controls.connection.ConnectionDrawer;
import dev.culvert.ui.controls.connection.Facts;
import dev.culvert.ui.controls.connection.FilterChips;
import dev.culvert.ui.controls.connection.FilterHelp;
import dev.culvert.ui.controls.connection.FilterNote;
import dev.culvert.ui.fx.View;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page around the two tables: segments, filter, buttons and the drawer. */
final class ConnectionsController {

    private static final String SETTING = "connections.open.columns";

    private final ConnectionsViewModel model;
    private final Killing killing;
    private final Messages texts = Messages.of(ConnectionsController.class);
    private View<OpenTableController> open;
    private final ClosedTable closed;
    private final ClosedTable refused;

    @FXML
    private VBox root;

    @FXML
    private PageHeader header;

    @FXML
    private FilterHelp help;

    @FXML
    private FilterChips chips;

    @FXML
    private FilterNote note;

    @FXML
    private Segments segments;

    @FXML
    private ToggleButton openSegment;

    @FXML
    private ToggleButton closedSegment;

    @FXML
    private ToggleButton refusedSegment;

    @FXML
    private Label standing;

    @FXML
    private ToggleButton pause;

    @FXML
    private FontIcon pauseIcon;

    @FXML
    private Button kill;

    @FXML
    private MenuButton more;

    @FXML
    private MenuItem killShown;

    @FXML
    private BorderPane body;

    @FXML
    private StackPane tables;

    ConnectionsController(UiContext context, ConnectionsViewModel model) {
        this.model = model;
        this.killing = new Killing(context, model.open());
        this.open = View.load(
                OpenTableController.class,
                () -> new OpenTableController(context, model.open(), killing, SETTING, Set.of(), false));
        this.closed = new ClosedTable(context, model.closed(), "connections.closed");
        this.refused = new ClosedTable(context, model.refused(), "connections.refused");
    }

    @FXML
    void initialize() {
        tables.getChildren().setAll(open.root(), closed.root(), refused.root());
        body.setRight(ConnectionDrawer.of(
                model.detail().factsProperty(), model.detail().requests(), this::killDetailed, this::hideDetail));
        segments.choose(model.segmentProperty(), List.of(Segment.OPEN, Segment.CLOSED, Segment.REFUSED));
        openSegment.textProperty().bind(model.openCountProperty().map(n -> texts.get("segment.open", n)));
        closedSegment.textProperty().bind(model.closed().countProperty().map(n -> texts.get("segment.closed", n)));
        refusedSegment.textProperty().bind(model.refused().countProperty().map(n -> texts.get("segment.refused", n)));
        model.segmentProperty().subscribe(this::choose);
        model.input().textProperty().bindBidirectional(header.getSearch().textProperty());
        header.getSearch().getStyleClass().add("filter-field");
        note.follow(header.getSearch(), model.input());
        chips.follow(model.input());
        help.writeTo(header.getSearch());
        bindButtons();
        bindDetail();
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void choose(Segment segment) {
        boolean isOpen = segment == Segment.OPEN;
        open.root().setVisible(isOpen);
        closed.root().setVisible(segment == Segment.CLOSED);
        refused.root().setVisible(segment == Segment.REFUSED);
        for (Node node : List.of(pause, kill, more)) {
            node.setVisible(isOpen);
        }
    }

    private void bindButtons() {
        var paused = model.open().pausedProperty();
        pause.selectedProperty().bindBidirectional(paused);
        pause.textProperty().bind(paused.map(is -> texts.get(is ? "resume" : "pause")));
        paused.subscribe(is -> pauseIcon.setIconLiteral(is ? "fth-play" : "fth-pause"));
        standing.visibleProperty().bind(paused.and(model.segmentProperty().isEqualTo(Segment.OPEN)));
        var selected = open.controller().selectedProperty();
        kill.disableProperty().bind(selected.map(List::isEmpty));
        killShown
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                "kill.shown",
                                model.open().shownProperty().get().rows().size()),
                        model.open().shownProperty()));
        killShown
                .disableProperty()
                .bind(model.open().shownProperty().map(s -> s.rows().isEmpty()));
    }

    private void bindDetail() {
        open.controller().onDetails(this::showOpen);
        open.controller().onClearFilter(() -> model.input().textProperty().set(""));
        open.controller().selectedProperty().subscribe((old, now) -> {
            if (isDetailShown() && now.size() == 1 && !now.equals(old)) {
                showOpen();
            }
        });
        bindDetail(closed);
        bindDetail(refused);
    }

    private void bindDetail(ClosedTable table) {
        table.onDetails(() -> showFirst(table));
        table.onClearFilter(() -> model.input().textProperty().set(""));
        table.selectedProperty().subscribe((old, now) -> {
            if (isDetailShown() && now.size() == 1 && !now.equals(old)) {
                showFirst(table);
            }
        });
    }

    private void showOpen() {
        open.controller().selectedProperty().get().stream().findFirst().ifPresent(model.detail()::show);
    }

    private void showFirst(ClosedTable table) {
        table.selectedProperty().get().stream().findFirst().ifPresent(model.detail()::show);
    }

    private boolean isDetailShown() {
        return model.detail().factsProperty().get() != null;
    }

    private void hideDetail() {
        model.detail().clear();
        focus();
    }

    private void killDetailed() {
        Facts facts = model.detail().factsProperty().get();
        LiveRow row = facts == null ? null : model.open().find(facts.id());
        if (row != null) {
            killing.selected(List.of(row));
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && isDetailShown()) {
            hideDetail();
            event.consume();
        }
    }

    @FXML
    void kill() {
        killing.selected(open.controller().selectedProperty().get());
    }

    @FXML
    void killShown() {
        killing.shown();
    }

    /** Puts the keyboard focus into the table that is shown. */
    void focus() {
        switch (model.segmentProperty().get()) {
            case OPEN -> open.controller().focus();
            case CLOSED -> closed.focus();
            case REFUSED -> refused.focus();
        }
    }

    /** Puts the keyboard focus into the filter. */
    void focusFilter() {
        header.focusSearch();
    }
}
