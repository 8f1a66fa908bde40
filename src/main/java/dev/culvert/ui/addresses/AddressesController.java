package dev.culvert.ui.addresses;

import dev.culvert.model.EndpointId;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Clip;
import dev.culvert.ui.controls.EmptyState;
import dev.culvert.ui.controls.PageHeader;
import dev.culvert.ui.fx.Subscription;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page of addresses: the table, and ingresses and custom domains beside it or, in a narrow window, below it. */
final class AddressesController {

    private static final double NARROW = 960;
    private static final double SHARE = 0.7;

    private final UiContext context;
    private final AddressesViewModel model;
    private final AddressDialogs dialogs;
    private final Consumer<EndpointId> open;
    private final Messages texts = Messages.of(AddressesController.class);
    private Subscription beat = () -> {};
    private @Nullable String chosen;

    @FXML
    private PageHeader header;

    @FXML
    private SplitPane split;

    @FXML
    private TableView<AddressRow> table;

    @FXML
    private ScrollPane side;

    @FXML
    private VBox ingresses;

    @FXML
    private CheckBox strict;

    @FXML
    private VBox domains;

    @FXML
    private Label noDomains;

    @FXML
    private Label domainsNote;

    AddressesController(UiContext context, AddressesViewModel model, Consumer<EndpointId> open) {
        this.context = context;
        this.model = model;
        this.open = open;
        this.dialogs = new AddressDialogs(context, model::refresh);
    }

    @FXML
    void initialize() {
        new AddressTable(table).build(open, this::describe, model::release);
        var sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        ContextMenu menu = menu();
        table.setRowFactory(view -> row(menu));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                chosen = row.address().id();
            }
        });
        var first = new Button(texts.get("reserve"), new FontIcon("fth-plus"));
        first.getStyleClass().add("accent");
        first.setOnAction(e -> reserve());
        var none = new EmptyState("fth-map-pin", texts.get("none.title"), texts.get("none.sentence"), first);
        var nothing = new EmptyState("fth-search", texts.get("nothing.title"), texts.get("nothing.sentence"));
        table.placeholderProperty()
                .bind(Bindings.when(Bindings.isEmpty(model.rows())).then(none).otherwise(nothing));
        header.getSearch().textProperty().bindBidirectional(model.search());
        strict.selectedProperty().bindBidirectional(model.strict());
        if (model.isStrictRun()) {
            strict.setDisable(true);
            strict.setTooltip(new Tooltip(texts.get("strict.run")));
        }
        model.rows().addListener((ListChangeListener<AddressRow>) change -> keepSelection());
        model.ingresses().addListener((ListChangeListener<IngressRow>) change -> showIngresses());
        model.domains().addListener((ListChangeListener<DomainRow>) change -> showDomains());
        showDomains();
        arrange();
    }

    private void arrange() {
        SplitPane.setResizableWithParent(side, false);
        split.setDividerPositions(SHARE);
        split.widthProperty().subscribe(width -> {
            boolean isNarrow = width.doubleValue() > 0 && width.doubleValue() < NARROW;
            Orientation wanted = isNarrow ? Orientation.VERTICAL : Orientation.HORIZONTAL;
            if (split.getOrientation() != wanted) {
                split.setOrientation(wanted);
                SplitPane.setResizableWithParent(side, isNarrow);
                split.setDividerPositions(isNarrow ? 0.5 : SHARE);
            }
        });
    }

    private TableRow<AddressRow> row(ContextMenu menu) {
        var row = new TableRow<AddressRow>();
        row.contextMenuProperty()
                .bind(Bindings.when(row.emptyProperty())
                        .then((ContextMenu) null)
                        .otherwise(menu));
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !row.isEmpty()) {
                describe(row.getItem());
            }
        });
        return row;
    }

    private ContextMenu menu() {
        return new ContextMenu(
                item("menu.describe", "fth-edit-2", this::describe),
                item("menu.copy", "fth-copy", () -> one(row -> Clip.put(row.text()))),
                item("menu.release", "fth-trash-2", this::release));
    }

    private MenuItem item(String key, String icon, Runnable command) {
        var item = new MenuItem(texts.get(key), new FontIcon(icon));
        item.setId(key);
        item.setOnAction(e -> command.run());
        return item;
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> describe();
            case DELETE -> release();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void one(Consumer<AddressRow> command) {
        AddressRow row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            command.accept(row);
        }
    }

    private void keepSelection() {
        table.getItems().stream()
                .filter(row -> row.address().id().equals(chosen))
                .findFirst()
                .ifPresent(row -> table.getSelectionModel().select(row));
    }

    private void showIngresses() {
        ingresses
                .getChildren()
                .setAll(model.ingresses().stream().map(this::card).toList());
    }

    private PlaceCard card(IngressRow row) {
        var card = new PlaceCard(row.ingress().name(), row.tone(), row.state())
                .line(row.ingress().host())
                .line(row.bound(), "muted")
                .line(row.ports(), "muted")
                .line(row.reason(), "danger-text");
        card.setId("ingress-" + row.ingress().name());
        if (row.isOwn()) {
            String name = row.ingress().name();
            card.button("fth-edit-2", texts.get("ingress.edit", name), () -> dialogs.ingress(row.ingress()));
            card.button("fth-trash-2", texts.get("ingress.delete", name), () -> model.delete(row.ingress()));
        }
        return card;
    }

    private void showDomains() {
        boolean isEmpty = model.domains().isEmpty();
        noDomains.setVisible(isEmpty);
        noDomains.setManaged(isEmpty);
        domainsNote.setVisible(!isEmpty);
        domainsNote.setManaged(!isEmpty);
        domains.getChildren().setAll(model.domains().stream().map(this::card).toList());
    }

    private PlaceCard card(DomainRow row) {
        String name = row.domain().name();
        var card = new PlaceCard(name, row.tone(), row.state())
                .button("fth-refresh-cw", texts.get("domain.check", name), () -> model.lookUp(row.domain()))
                .button("fth-trash-2", texts.get("domain.delete", name), () -> model.delete(row.domain()))
                .line(texts.get("domain.leads", row.ingress()), "muted")
                .line(row.sentence(), row.style());
        card.setId("domain-" + name);
        return row.needsRecord()
                ? card.line(texts.get("domain.record"), "muted").copy(row.record())
                : card;
    }

    @FXML
    void reserve() {
        dialogs.address(null, this::select);
    }

    void describe() {
        one(this::describe);
    }

    private void describe(AddressRow row) {
        dialogs.address(row.address(), this::select);
    }

    void release() {
        one(model::release);
    }

    @FXML
    void addIngress() {
        dialogs.ingress(null);
    }

    @FXML
    void addDomain() {
        dialogs.domain();
    }

    private void select(TcpAddress address) {
        chosen = address.id();
        if (table.getItems().stream().noneMatch(row -> row.address().id().equals(chosen))) {
            model.search().set("");
        }
        keepSelection();
        table.requestFocus();
    }

    void shown() {
        model.lookUpNew();
        beat = context.pulse().listen(model::refresh);
        table.requestFocus();
    }

    void hidden() {
        beat.close();
    }

    void focusSearch() {
        header.focusSearch();
    }
}
