package dev.culvert.ui.policy;

import dev.culvert.policy.text.TextRange;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the draft would do with a connection. */
final class TryController {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final TryViewModel trial;
    private final Consumer<TextRange> show;

    @FXML
    private TextField clientIp;

    @FXML
    private TextField clientPort;

    @FXML
    private TextField time;

    @FXML
    private VBox request;

    @FXML
    private TextField method;

    @FXML
    private TextField url;

    @FXML
    private TextArea headers;

    @FXML
    private VBox response;

    @FXML
    private TextField status;

    @FXML
    private TextArea responseHeaders;

    @FXML
    private Label sentence;

    @FXML
    private Label problem;

    @FXML
    private ListView<TraceRow> trace;

    /**
     * Over a trial.
     *
     * @param show shows a range of the policy
     */
    TryController(TryViewModel trial, Consumer<TextRange> show) {
        this.trial = trial;
        this.show = show;
    }

    private void mark(TryViewModel.@Nullable Part wrong) {
        Map.<TryViewModel.Part, TextInputControl>of(
                        TryViewModel.Part.CLIENT_IP, clientIp,
                        TryViewModel.Part.CLIENT_PORT, clientPort,
                        TryViewModel.Part.TIME, time,
                        TryViewModel.Part.METHOD, method,
                        TryViewModel.Part.URL, url,
                        TryViewModel.Part.HEADERS, headers,
                        TryViewModel.Part.RESPONSE_STATUS, status,
                        TryViewModel.Part.RESPONSE_HEADERS, responseHeaders)
                .forEach((part, field) -> {
                    field.pseudoClassStateChanged(WRONG, part == wrong);
                    field.setAccessibleHelp(
                            part == wrong ? trial.problemProperty().get() : "");
                });
    }

    @FXML
    void initialize() {
        clientIp.textProperty().bindBidirectional(trial.clientIpProperty());
        clientPort.textProperty().bindBidirectional(trial.clientPortProperty());
        time.textProperty().bindBidirectional(trial.timeProperty());
        method.textProperty().bindBidirectional(trial.methodProperty());
        url.textProperty().bindBidirectional(trial.urlProperty());
        headers.textProperty().bindBidirectional(trial.headersProperty());
        status.textProperty().bindBidirectional(trial.statusProperty());
        responseHeaders.textProperty().bindBidirectional(trial.responseHeadersProperty());
        response.managedProperty().bind(response.visibleProperty());
        response.visibleProperty().bind(trial.asksForResponseProperty());
        request.managedProperty().bind(request.visibleProperty());
        request.visibleProperty().bind(trial.asksForRequestProperty());
        sentence.textProperty().bind(trial.sentenceProperty());
        sentence.managedProperty().bind(sentence.visibleProperty());
        sentence.visibleProperty().bind(trial.sentenceProperty().isNotEmpty());
        trial.refusedProperty().subscribe(refused -> sentence.pseudoClassStateChanged(REFUSED, refused));
        problem.textProperty().bind(trial.problemProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        problem.visibleProperty().bind(trial.problemProperty().isNotEmpty());
        trial.wrongProperty().subscribe(this::mark);
        trial.problemProperty().subscribe(() -> mark(trial.wrongProperty().get()));
        trace.setItems(trial.rows());
        trace.setCellFactory(view -> new TraceCell());
        trace.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                show.accept(row.range());
            }
        });
    }
}
