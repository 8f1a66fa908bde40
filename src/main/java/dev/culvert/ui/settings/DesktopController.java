package dev.culvert.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.culvert.ui.common.Messages;
import java.io.File;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.FileChooser;

/** The part of the settings page that is about the desktop. */
final class DesktopController {

    private final DesktopViewModel model;
    private final Messages texts = Messages.of(DesktopController.class);

    @FXML
    private ToggleSwitch startAtLogin;

    @FXML
    private ToggleSwitch keepRunning;

    @FXML
    private Label keepRunningText;

    @FXML
    private Button saveDiagnostics;

    DesktopController(DesktopViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        startAtLogin.selectedProperty().bindBidirectional(model.startsAtLoginProperty());
        keepRunning.selectedProperty().bindBidirectional(model.keepsRunningProperty());
        keepRunning.disableProperty().bind(model.hasTrayProperty().not());
        keepRunningText
                .textProperty()
                .bind(model.hasTrayProperty()
                        .map(there -> texts.get(there ? "desktop.close.text" : "desktop.close.notray")));
    }

    @FXML
    void saveDiagnostics() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("diagnostics.title"));
        chooser.setInitialFileName("culvert-diagnostics.zip");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.get("diagnostics.files"), "*.zip"));
        File chosen = chooser.showSaveDialog(saveDiagnostics.getScene().getWindow());
        if (chosen != null) {
            model.saveDiagnostics(chosen.toPath());
        }
    }
}
