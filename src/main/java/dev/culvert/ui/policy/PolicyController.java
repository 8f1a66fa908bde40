package dev.culvert.ui.policy;

import dev.culvert.gateway.Gateway;
import dev.culvert.policy.text.Finding;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The traffic policy of one endpoint: toolbar, editor, findings, and the trial below. */
final class PolicyController {

    private static final PseudoClass BESIDE = PseudoClass.getPseudoClass("beside");
    private static final double WIDE = 760;
    private static final double LEAST_TEXT = 110;
    private static final double FINDING_HEIGHT = 56;
    private static final int MOST_BESIDE = 5;
    private static final int MOST_BELOW = 2;

    private final UiContext context;
    private final PolicyViewModel policy;
    private final TryViewModel trial;
    private final BooleanProperty expanded;
    private final BooleanProperty written = new SimpleBooleanProperty();
    private final PolicyEditor editor;
    private final FindBar findBar;
    private final PolicyFiles files;
    private final Applying applying;
    private final ListChangeListener<Finding> listing = change -> listFindings();
    private Subscription draft = Subscription.EMPTY;
    private @Nullable CompletionPopup completion;
    private @Nullable HoverHelp hover;

    @FXML
    private VBox root;

    @FXML
    private HBox bar;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private ToggleButton expand;

    @FXML
    private Button revert;

    @FXML
    private Button apply;

    @FXML
    private VBox overtaken;

    @FXML
    private StackPane find;

    @FXML
    private BorderPane work;

    @FXML
    private VBox side;

    @FXML
    private StackPane text;

    @FXML
    private VBox empty;

    @FXML
    private FlowPane recipes;

    @FXML
    private Label summary;

    @FXML
    private ListView<Finding> findings;

    @FXML
    private TitledPane tryIt;

    /** A pane over a draft. */
    PolicyController(UiContext context, PolicyViewModel policy, TryViewModel trial, BooleanProperty expanded) {
        this.context = context;
        this.policy = policy;
        this.trial = trial;
        this.expanded = expanded;
        this.editor = new PolicyEditor(policy);
        this.findBar = new FindBar(editor, policy.text());
        this.applying = new Applying(context, policy, editor::show);
        this.files = new PolicyFiles(policy.text(), context.background(), context.notices());
    }

    @FXML
    void initialize() {
        text.getChildren().add(editor);
        find.getChildren().add(findBar);
        find.managedProperty().bind(findBar.visibleProperty());
        expand.selectedProperty().bindBidirectional(expanded);
        expanded.subscribe(wide -> expand.setGraphic(new FontIcon(wide ? "fth-minimize-2" : "fth-maximize-2")));
        revert.disableProperty().bind(policy.changedProperty().not());
        apply.disableProperty().bind(policy.applicableProperty().not());
        hide(overtaken);
        overtaken.visibleProperty().bind(policy.overtakenProperty());
        hide(empty);
        empty.visibleProperty().bind(policy.emptyProperty().and(written.not()));
        hide(work);
        work.visibleProperty().bind(empty.visibleProperty().not());
        root.widthProperty().subscribe(width -> arrange(width.doubleValue() >= WIDE));
        summary.textProperty().bind(policy.summaryProperty());
        for (Recipe recipe : Recipe.values()) {
            var button = new Button(recipe.title(), new FontIcon(recipe.icon()));
            button.setId("recipe-" + recipe.name());
            button.setOnAction(event -> begin(recipe.policy()));
            recipes.getChildren().add(button);
        }
        // recipes are for who has not begun; who cuts all the text goes on writing
        draft = policy.emptyProperty()
                .subscribe(isEmpty -> written.set(!isEmpty || policy.text().canUndo()));
        undo.disableProperty().bind(policy.undoableProperty().not());
        redo.disableProperty().bind(policy.redoableProperty().not());
        findings.setCellFactory(view -> new FindingCell(editor::mend));
        findings.managedProperty().bind(findings.visibleProperty());
        findings.visibleProperty().bind(Bindings.isNotEmpty(findings.getItems()));
        findings.setOnMouseClicked(event -> jump());
        findings.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                jump();
                event.consume();
            }
        });
        policy.findings().addListener(listing);
        findings.widthProperty().subscribe((old, now) -> listFindings());
        listFindings();
        View<TryController> below = View.load(TryController.class, () -> new TryController(trial, editor::show));
        tryIt.setContent(below.root());
        tryIt.expandedProperty().subscribe(open -> {
            trial.want(open);
            arrange(root.getWidth() >= WIDE);
        });
        var stops = new PaneStops(bar, findBar, empty, editor.area(), findings, tryIt);
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event, stops));
        Gateway gateway = context.gateway();
        // to prepare the language takes a moment the first time
        FxThread.INSTANCE.deliver(
                CompletableFuture.supplyAsync(
                        () -> gateway.policies().language().functions(), context.background()),
                (functions, problem) -> {
                    if (functions != null) {
                        var completions = new Completions(functions);
                        completion = new CompletionPopup(editor, policy.text(), completions);
                        hover = new HoverHelp(editor.area(), policy, completions);
                    }
                });
    }

    private static void hide(Node node) {
        node.managedProperty().bind(node.visibleProperty());
    }

    /** What is found and tried stands beside the text where there is room, else below it. */
    private void arrange(boolean isWide) {
        if (isWide && side.equals(work.getBottom())) {
            work.setBottom(null);
            work.setRight(side);
        } else if (!isWide && side.equals(work.getRight())) {
            work.setRight(null);
            work.setBottom(side);
        }
        side.pseudoClassStateChanged(BESIDE, isWide);
        // below, it must leave room for some lines
        side.maxHeightProperty()
                .bind(
                        isWide
                                ? new SimpleDoubleProperty(Double.MAX_VALUE)
                                : Bindings.max(0, work.heightProperty().subtract(LEAST_TEXT)));
        VBox.setVgrow(tryIt, isWide ? Priority.ALWAYS : Priority.NEVER);
        tryIt.setMaxHeight(isWide && tryIt.isExpanded() ? Double.MAX_VALUE : Region.USE_PREF_SIZE);
        listFindings();
    }

    private void begin(String recipe) {
        policy.text().become(recipe);
        editor.area().requestFocus();
    }

    private void listFindings() {
        // the worst first, those alike in the order of the text
        findings.getItems().setAll(policy.findings().sorted(Comparator.comparing(Finding::severity)));
        boolean isBeside = side.equals(work.getRight());
        findings.setPrefHeight(Math.min(
                (isBeside ? MOST_BESIDE : MOST_BELOW) * FINDING_HEIGHT,
                FindingCell.heightOf(policy.findings(), findings.getWidth())));
    }

    private void jump() {
        Finding chosen = findings.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            editor.show(chosen.range());
            editor.area().requestFocus();
        }
    }

    private void pressed(KeyEvent event, PaneStops stops) {
        boolean isPopup = completion != null && completion.isShowing();
        if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
            apply();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            find();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.S) {
            save();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.O) {
            load();
        } else if (event.getCode() == KeyCode.F6) {
            stops.go(event.isShiftDown());
        } else if (event.getCode() == KeyCode.ESCAPE && expanded.get() && !isPopup && !findBar.isVisible()) {
            expanded.set(false);
        } else {
            return;
        }
        event.consume();
    }

    @FXML
    void undo() {
        editor.undo();
    }

    @FXML
    void redo() {
        editor.redo();
    }

    @FXML
    void find() {
        written.set(true);
        findBar.open();
    }

    @FXML
    void load() {
        files.askLoad(root.getScene().getWindow());
    }

    @FXML
    void save() {
        files.askSave(root.getScene().getWindow());
    }

    @FXML
    void write() {
        written.set(true);
        editor.area().requestFocus();
    }

    @FXML
    void revert() {
        policy.revert();
        written.set(!policy.emptyProperty().get());
    }

    @FXML
    void keepMine() {
        policy.keepMine();
    }

    @FXML
    void apply() {
        applying.ask();
    }

    void close() {
        policy.findings().removeListener(listing);
        draft.unsubscribe();
        applying.close();
        trial.close();
        expand.selectedProperty().unbindBidirectional(expanded);
        if (completion != null) {
            completion.hide();
        }
        if (hover != null) {
            hover.hide();
        }
        editor.close();
    }
}
