package dev.culvert.ui.history;

import dev.culvert.gateway.export.ExportFormat;
import dev.culvert.store.HistoryCounts;
import dev.culvert.store.HistorySpan;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Histogram;
import dev.culvert.ui.controls.PageHeader;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.connection.ClosedTable;
import dev.culvert.ui.controls.connection.ConnectionDrawer;
import dev.culvert.ui.controls.connection.FilterChips;
import dev.culvert.ui.controls.connection.FilterHelp;
import dev.culvert.ui.controls.connection.FilterNote;
import dev.culvert.ui.controls.connection.RetentionForm;
import dev.culvert.ui.controls.connection.RetentionViewModel;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.history.HistoryViewModel.Part;
import dev.culvert.ui.history.destinations.DestinationsPane;
import java.io.File;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page around the table: the time, the histogram, the filter, the export, and the drawer; or where events go. */
final class HistoryController {

    private static final List<TimeRange> RANGES =
            List.of(TimeRange.QUARTER, TimeRange.HOUR, TimeRange.DAY, TimeRange.WEEK, TimeRange.ALL);

    private final UiContext context;
    private final HistoryViewModel model;
    private final DestinationsPane destinations;
    private final ExportViewModel export;
    private final ClosedTable table;
    private final Messages texts = Messages.of(HistoryController.class);

    @FXML
    private VBox root;

    @FXML
    private PageHeader header;

    @FXML
    private Segments parts;

    @FXML
    private FilterHelp help;

    @FXML
    private FilterChips chips;

    @FXML
    private FilterNote note;

    @FXML
    private MenuButton exportMenu;

    @FXML
    private Button stopExport;

    @FXML
    private Button newDestination;

    @FXML
    private VBox connections;

    @FXML
    private VBox destinationsHolder;

    @FXML
    private Segments ranges;

    @FXML
    private ToggleButton own;

    @FXML
    private HBox ownFields;

    @FXML
    private TextField from;

    @FXML
    private TextField to;

    @FXML
    private Label ownProblem;

    @FXML
    private Label sum;

    @FXML
    private Histogram histogram;

    @FXML
    private Label first;

    @FXML
    private Label most;

    @FXML
    private Label last;

    @FXML
    private BorderPane body;

    HistoryController(UiContext context, HistoryViewModel model, DestinationsPane destinations) {
        this.context = context;
        this.model = model;
        this.destinations = destinations;
        this.export = new ExportViewModel(
                context.gateway().history(), context.notices(), context.background(), FxThread.INSTANCE);
        this.table = new ClosedTable(context, model.closed(), "history.ended");
    }

    @FXML
    void initialize() {
        TextField search = header.getSearch();
        model.input().textProperty().bindBidirectional(search.textProperty());
        search.getStyleClass().add("filter-field");
        note.follow(search, model.input());
        chips.follow(model.input());
        help.writeTo(search);
        initializeRange();
        parts.choose(model.partProperty(), List.of(Part.CONNECTIONS, Part.DESTINATIONS));
        model.partProperty().subscribe(this::show);
        model.timeline().countsProperty().subscribe(this::show);
        histogram.setOnChosen(model::brush);
        BooleanBinding isHere = model.partProperty().isEqualTo(Part.CONNECTIONS);
        exportMenu.visibleProperty().bind(export.runningProperty().not().and(isHere));
        stopExport.visibleProperty().bind(export.runningProperty());
        search.visibleProperty().bind(isHere);
        help.visibleProperty().bind(isHere);
        connections.visibleProperty().bind(isHere);
        newDestination.visibleProperty().bind(isHere.not());
        destinationsHolder.visibleProperty().bind(isHere.not());
        for (Node node : List.of(
                exportMenu, stopExport, ownFields, ownProblem, help, connections, newDestination, destinationsHolder)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        body.setCenter(table.root());
        body.setRight(ConnectionDrawer.of(model.detailProperty(), model.requests(), () -> {}, this::hideDetail));
        table.onDetails(this::showSelected);
        table.onClearFilter(() -> model.input().textProperty().set(""));
        table.selectedProperty().subscribe((old, now) -> {
            if (model.detailProperty().get() != null && now.size() == 1 && !now.equals(old)) {
                showSelected();
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void show(Part part) {
        if (part == Part.DESTINATIONS) {
            if (destinationsHolder.getChildren().isEmpty()) {
                VBox.setVgrow(destinations.root(), Priority.ALWAYS);
                destinationsHolder.getChildren().add(destinations.root());
            }
            destinations.beat();
        }
    }

    private void initializeRange() {
        ranges.choose(model.rangeProperty(), RANGES);
        model.rangeProperty().subscribe(range -> {
            if (range.isOwn()) {
                own.setSelected(true);
            }
        });
        own.setOnAction(e -> model.own());
        ownFields.visibleProperty().bind(model.rangeProperty().map(TimeRange::isOwn));
        from.textProperty().bindBidirectional(model.fromProperty());
        to.textProperty().bindBidirectional(model.toProperty());
        ownProblem.textProperty().bind(model.ownProblemProperty());
        ownProblem.visibleProperty().bind(model.ownProblemProperty().isNotEmpty());
    }

    private void show(@Nullable HistoryCounts counts) {
        if (counts == null) {
            return;
        }
        ZoneId zone = context.clock().getZone();
        HistorySpan span = counts.span();
        long refused = LongStream.of(counts.refused()).sum();
        long highest = 0;
        for (int i = 0; i < counts.others().length; i++) {
            highest = Math.max(highest, counts.others()[i] + counts.refused()[i]);
        }
        histogram.show(counts.others(), counts.refused());
        histogram.setTelling(bar -> tell(counts, bar));
        first.setText(OwnTime.shown(span.from(), zone));
        last.setText(OwnTime.shown(span.to(), zone));
        most.setText(texts.get("most", highest, OwnTime.length(span.step())));
        sum.setText(texts.get("sum", counts.total(), refused));
        histogram.setAccessibleText(texts.get("histogram", sum.getText(), first.getText(), last.getText()));
    }

    private String tell(HistoryCounts counts, int bar) {
        ZoneId zone = context.clock().getZone();
        HistorySpan span = counts.span();
        Instant begin = span.from().plus(span.step().multipliedBy(bar));
        long refused = counts.refused()[bar];
        return texts.get(
                "bar",
                OwnTime.shown(begin, zone),
                OwnTime.shown(begin.plus(span.step()), zone),
                counts.others()[bar] + refused,
                refused);
    }

    private void showSelected() {
        table.selectedProperty().get().stream().findFirst().ifPresent(model::show);
    }

    private void hideDetail() {
        model.hide();
        focus();
    }

    private void pressed(KeyEvent event) {
        boolean isHere = model.partProperty().get() == Part.CONNECTIONS;
        if (isHere
                && event.getCode() == KeyCode.ESCAPE
                && model.detailProperty().get() != null) {
            hideDetail();
            event.consume();
        } else if (!isHere && event.getCode() == KeyCode.N && event.isShortcutDown()) {
            // else the window takes it for a new endpoint
            event.consume();
            newDestination();
        }
    }

    @FXML
    void back() {
        model.unbrush();
    }

    @FXML
    void exportCsv() {
        export(ExportFormat.CSV);
    }

    @FXML
    void exportJsonl() {
        export(ExportFormat.JSONL);
    }

    @FXML
    void stopExport() {
        export.stop();
    }

    private void export(ExportFormat format) {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("export.title"));
        chooser.setInitialFileName("connections." + format.word());
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("export." + format.word()), "*." + format.word()));
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            export.start(model.closed().wantedFilter(), model.closed().wantedOrder(), format, file.toPath());
        }
    }

    @FXML
    void retention() {
        var retention = new RetentionViewModel(context, FxThread.INSTANCE);
        var title = new Label(texts.get("retention.title"));
        title.getStyleClass().add("dialog-title");
        var close = new Button(null, new FontIcon("fth-x"));
        close.setId("close-retention");
        close.getStyleClass().addAll("button-icon", "flat");
        close.setAccessibleText(texts.get("retention.close"));
        close.setOnAction(e -> context.modal().close());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var card = new VBox(new HBox(title, space, close), new RetentionForm(retention));
        card.getStyleClass().addAll("dialog-card", "retention-dialog");
        card.setMaxHeight(VBox.USE_PREF_SIZE);
        card.getStylesheets().addAll(root.getStylesheets());
        retention.refresh();
        context.modal().show(card, () -> {});
    }

    /** Looks at where events go. */
    void showDestinations() {
        model.partProperty().set(Part.DESTINATIONS);
        focus();
    }

    @FXML
    void newDestination() {
        showDestinations();
        destinations.create();
    }

    /** Puts the keyboard focus into the table. */
    void focus() {
        if (model.partProperty().get() == Part.DESTINATIONS) {
            destinations.focus();
        } else {
            table.focus();
        }
    }

    /** Puts the keyboard focus into the filter, which is one of connections. */
    void focusFilter() {
        model.partProperty().set(Part.CONNECTIONS);
        header.focusSearch();
    }
}
