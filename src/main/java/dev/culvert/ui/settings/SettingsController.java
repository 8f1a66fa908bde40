package dev.culvert.ui.settings;

import dev.culvert.ui.common.Appearance.Choice;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.AskDialog;
import dev.culvert.ui.controls.CopyButton;
import dev.culvert.ui.controls.Segments;
import dev.culvert.ui.controls.connection.RetentionForm;
import dev.culvert.ui.fx.View;
import java.io.File;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/** The settings page. */
final class SettingsController {

    private final SettingsViewModel model;
    private final UiContext context;
    private final Messages texts = Messages.of(SettingsController.class);

    @FXML
    private Segments appearance;

    @FXML
    private Pane desktop;

    @FXML
    private Label apiAddress;

    @FXML
    private CopyButton copyAddress;

    @FXML
    private Label key;

    @FXML
    private ToggleButton showKey;

    @FXML
    private FontIcon eye;

    @FXML
    private Tooltip showKeyTip;

    @FXML
    private CopyButton copyKey;

    @FXML
    private Pane keyFileRow;

    @FXML
    private Label keyFile;

    @FXML
    private CopyButton copyKeyFile;

    @FXML
    private Label dataDirectory;

    @FXML
    private CopyButton copyDataDirectory;

    @FXML
    private Label geo;

    @FXML
    private Button removeGeo;

    @FXML
    private Label kept;

    @FXML
    private Pane retention;

    @FXML
    private Label database;

    @FXML
    private CopyButton copyDatabase;

    @FXML
    private Label version;

    @FXML
    private Label java;

    @FXML
    private Label javaFx;

    @FXML
    private Label engine;

    @FXML
    private CopyButton copyVersions;

    SettingsController(SettingsViewModel model, UiContext context) {
        this.model = model;
        this.context = context;
    }

    @FXML
    void initialize() {
        appearance.choose(model.appearanceProperty(), List.of(Choice.SYSTEM, Choice.LIGHT, Choice.DARK));
        desktop.getChildren()
                .setAll(View.load(DesktopController.class, () -> new DesktopController(model.desktop()))
                        .root());
        showWithCopy(apiAddress, copyAddress, model.apiAddress());
        showWithCopy(dataDirectory, copyDataDirectory, model.dataDirectory().toString());
        showWithCopy(database, copyDatabase, model.database().toString());
        initializeKey();
        geo.textProperty().bind(model.geoProperty());
        removeGeo.visibleProperty().bind(model.hasGeoProperty());
        removeGeo.managedProperty().bind(removeGeo.visibleProperty());
        kept.textProperty().bind(model.keptProperty());
        retention.getChildren().setAll(new RetentionForm(model.retention()));
        version.setText(model.version());
        java.setText(model.java());
        javaFx.setText(model.javaFx());
        engine.setText(model.engine());
        copyVersions.setCopied(
                texts.get("about.copied", model.version(), model.java(), model.javaFx(), model.engine()));
    }

    @FXML
    void chooseGeo() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("geo.choose.title"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.get("geo.files"), "*.mmdb"));
        List<File> files = chooser.showOpenMultipleDialog(geo.getScene().getWindow());
        if (files != null) {
            model.chooseGeo(files.stream().map(File::toPath).toList());
        }
    }

    @FXML
    void removeGeo() {
        model.chooseGeo(List.of());
    }

    private static void showWithCopy(Label label, CopyButton copy, String text) {
        label.setText(text);
        label.setTooltip(new Tooltip(text));
        copy.setCopied(text);
    }

    @FXML
    void renewKey() {
        Runnable renew = () -> {
            context.modal().close();
            model.renewKey();
        };
        AskDialog question = new AskDialog(texts.get("renew.title"), texts.get("renew.sentence"))
                .confirming(
                        "renew", texts.get("renew.cancel"), context.modal()::close, texts.get("renew.confirm"), renew);
        context.modal().show(question, () -> {});
    }

    private void initializeKey() {
        key.textProperty().bind(model.keyProperty());
        showKey.selectedProperty().bindBidirectional(model.keyShownProperty());
        model.keyShownProperty().subscribe(shown -> {
            eye.setIconLiteral(shown ? "fth-eye-off" : "fth-eye");
            String does = texts.get(shown ? "key.hide" : "key.show");
            showKeyTip.setText(does);
            showKey.setAccessibleText(does);
        });
        model.renewalsProperty().subscribe(() -> copyKey.setCopied(model.apiKey()));
        copyKey.setCopied(model.apiKey());
        copyKey.accessibleTextProperty().unbind();
        copyKey.setAccessibleText(texts.get("key.copy"));
        copyKey.setTooltip(new Tooltip(texts.get("key.copy")));
        keyFile.textProperty().bind(model.keyFileProperty());
        copyKeyFile.copiedProperty().bind(model.keyFileProperty());
        keyFileRow.visibleProperty().bind(model.keyFileProperty().isNotEmpty());
        keyFileRow.managedProperty().bind(keyFileRow.visibleProperty());
    }
}
