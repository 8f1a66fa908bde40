package dev.culvert.ui.endpoints;

import dev.culvert.model.EndpointField;
import dev.culvert.ui.controls.FieldBox;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;

/** The part of the dialog on what lies before and behind an endpoint: proxies, a pool, TLS and health of the upstream. */
final class ReachController {

    private static final String TLS = "tls://";

    private final FormViewModel model;

    @FXML
    private FieldBox tlsBox;

    @FXML
    private CheckBox verify;

    @FXML
    private Label blindNote;

    @FXML
    private FieldBox authorityBox;

    @FXML
    private TextArea authority;

    @FXML
    private FieldBox proxiesBox;

    @FXML
    private TextField proxies;

    @FXML
    private CheckBox pooling;

    @FXML
    private FieldBox intervalBox;

    @FXML
    private TextField interval;

    @FXML
    private FieldBox thresholdBox;

    @FXML
    private TextField threshold;

    /** Over what the user writes. */
    ReachController(FormViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        follow(verify, model.text(EndpointField.UPSTREAM_TLS_VERIFY));
        follow(pooling, model.text(EndpointField.POOLING_ENABLED));
        authority.textProperty().bindBidirectional(model.text(EndpointField.UPSTREAM_TLS_CA));
        proxies.textProperty().bindBidirectional(model.text(EndpointField.TRUSTED_PROXIES));
        interval.textProperty().bindBidirectional(model.text(EndpointField.HEALTH_CHECK_INTERVAL));
        threshold.textProperty().bindBidirectional(model.text(EndpointField.HEALTH_CHECK_THRESHOLD));
        tlsBox.problemProperty().bind(model.problem(EndpointField.UPSTREAM_TLS_VERIFY));
        authorityBox.problemProperty().bind(model.problem(EndpointField.UPSTREAM_TLS_CA));
        proxiesBox.problemProperty().bind(model.problem(EndpointField.TRUSTED_PROXIES));
        intervalBox.problemProperty().bind(model.problem(EndpointField.HEALTH_CHECK_INTERVAL));
        thresholdBox.problemProperty().bind(model.problem(EndpointField.HEALTH_CHECK_THRESHOLD));
        ObservableValue<Boolean> isTls = model.text(EndpointField.UPSTREAM)
                .map(text -> text.strip().toLowerCase(Locale.ROOT).startsWith(TLS));
        showWhen(tlsBox, isTls);
        showWhen(blindNote, isTls.flatMap(tls -> verify.selectedProperty().map(verified -> tls && !verified)));
        showWhen(authorityBox, isTls.flatMap(tls -> verify.selectedProperty().map(verified -> tls && verified)));
    }

    private static void follow(CheckBox box, StringProperty text) {
        text.subscribe(now -> box.setSelected(Boolean.parseBoolean(now)));
        box.selectedProperty().subscribe((old, now) -> text.set(Boolean.toString(now)));
    }

    private static void showWhen(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    /** The fields that may have problems. */
    Stream<FieldBox> boxes() {
        return Stream.of(authorityBox, proxiesBox, intervalBox, thresholdBox);
    }
}
