package dev.culvert.ui.history.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerLight;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.history.HistoryPage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The destinations by mouse and keyboard, on the page that holds them. */
final class DestinationsPageTest extends FxRobot {

    @TempDir
    Path directory;

    private EventHouse house;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private HistoryPage page;

    private Stage stage;

    @BeforeEach
    void build() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        house = new EventHouse(directory);
        FxToolkit.setupFixture(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            page = HistoryPage.of(house.house().context());
            var layers = new StackPane(page.root());
            house.house().onDialog(dialog -> {
                layers.getChildren().setAll(page.root());
                if (dialog != null) {
                    layers.getChildren().add(dialog);
                }
            });
            var scene = new Scene(layers, 980, 760);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            page.shown();
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        FxToolkit.setupFixture(() -> {
            page.hidden();
            stage.hide();
        });
        house.close();
    }

    private <T> T ask(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, question);
    }

    private boolean isThere(String query) {
        return lookup(query).tryQuery().map(Node::isVisible).orElse(false);
    }

    private String text(String query) {
        return ask(() -> lookup(query).<Labeled>query().getText());
    }

    private List<String> places() {
        return ask(() -> lookup("#destinations").<TableView<DestinationRow>>query().getItems().stream()
                .map(DestinationRow::place)
                .toList());
    }

    private void choose(int row) {
        await().until(() -> places().size() > row);
        interact(() -> {
            TableView<DestinationRow> table = lookup("#destinations").query();
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(row);
        });
    }

    private String problem(String box) {
        return ask(() -> lookup(box).queryAs(FieldBox.class).problemProperty().get());
    }

    private String focused() {
        return ask(() -> stage.getScene().getFocusOwner().getId());
    }

    private List<EventDestination> all() {
        return house.desk().destinations().all();
    }

    @Test
    void the_first_one_is_made_changed_and_deleted() {
        assertThat(isThere("#new-destination")).isFalse();
        clickOn("#part-destinations");
        await().until(() -> isThere("#first-destination"));
        assertThat(isThere("#new-destination")).isTrue();
        assertThat(isThere(".search-field"))
                .as("the filter is one of connections")
                .isFalse();
        clickOn("#first-destination");
        clickOn("#path").type(KeyCode.ENTER);
        await().until(() -> problem("#target-file-path").startsWith("Write the file"));
        write("e.jsonl").type(KeyCode.ENTER);
        await().until(() -> places().equals(List.of("e.jsonl")));
        assertThat(house.desk().subscriptions().all()).hasSize(1);
        await().until(() -> isThere("#destination-details"));
        type(KeyCode.ENTER);
        await().until(() -> isThere("#destination-form"));
        assertThat(text("#destination-form .dialog-title")).isEqualTo("Edit destination: File");
        interact(() -> lookup("#path").<TextField>query().setText("f.jsonl"));
        clickOn("#path").type(KeyCode.ENTER);
        await().until(() -> places().equals(List.of("f.jsonl")));
        choose(0);
        type(KeyCode.DELETE);
        await().until(() -> isThere("#delete-destination-confirm"));
        clickOn("#delete-destination-confirm");
        await().until(() -> isThere("#first-destination"));
        assertThat(all()).isEmpty();
        assertThat(house.desk().subscriptions().all()).isEmpty();
    }

    @Test
    void a_webhook_shows_the_secret_that_was_made_once() {
        interact(() -> page.commands().get(1).run().run());
        await().until(() -> isThere("#destination-form"));
        interact(() -> lookup("#kind-webhook").<ToggleButton>query().fire());
        clickOn("#webhook-url").write(house.url());
        interact(() -> lookup("#webhook-headers").<TextInputControl>query().setText("X-Team: web"));
        house.hold();
        clickOn("#form-test");
        await().until(() -> text("#form-message").startsWith("Sending"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(focused()).isEqualTo("form-test");
        house.goOn();
        await().until(() -> text("#form-message").equals("The test event arrived."));
        assertThat(house.received())
                .singleElement()
                .satisfies(r -> assertThat(r).startsWith("web "));
        clickOn("#submit");
        await().until(() -> isThere("#shownSecret"));
        assertThat(text("#shownSecret"))
                .isEqualTo(((WebhookTarget) all().getFirst().target()).secret());
        clickOn("#submit");
        await().until(() -> !isThere("#destination-form") && places().size() == 1);
        type(KeyCode.ENTER);
        await().until(() -> isThere("#destination-form"));
        assertThat(ask(() -> lookup("#secret").<TextField>query().getText())).isEmpty();
        assertThat(ask(() ->
                        lookup("#webhook-headers").<TextInputControl>query().getText()))
                .isEqualTo("X-Team: ********");
    }

    @Test
    void one_that_fails_says_so_and_can_be_helped() {
        house.failing();
        interact(() -> page.commands().getFirst().run().run());
        choose(0);
        await().until(() -> text("#destination-reason").contains("401"));
        assertThat(text("#destinations .danger-text"))
                .as("the place stands above it already")
                .startsWith("answered with status 401");
        assertThat(text("#destination-details .state-dot")).isEqualTo("Failing");
        assertThat(isThere("#skip-event")).isTrue();
        house.hold();
        clickOn("#test-destination");
        await().until(() -> text("#test-destination").startsWith("Sending"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(focused()).as("not the one that skips").isEqualTo("test-destination");
        house.goOn();
        await().until(() -> house.house().notices().stream().anyMatch(n -> n.startsWith("The test event did not")));
        house.answer(200);
        await().until(() -> text("#destination-details .state-dot").equals("Up to date"));
        assertThat(isThere("#skip-event")).isFalse();
        assertThat(isThere("#destination-reason")).isFalse();
    }

    @Test
    void what_to_send_is_ticked_and_filters_are_read_as_typed() {
        interact(() -> page.commands().getFirst().run().run());
        await().until(() -> isThere("#first-destination"));
        press(KeyCode.CONTROL).type(KeyCode.N).release(KeyCode.CONTROL);
        await().until(() -> isThere("#destination-form"));
        interact(() -> lookup("#kind-debug").<ToggleButton>query().fire());
        clickOn("#connectionsFilter").write("ev.close_reason = 'denied'");
        await().until(() -> !problem("#connectionsBox").isEmpty());
        clickOn("#submit");
        assertThat(all()).isEmpty();
        interact(() -> lookup("#connectionsFilter").<TextField>query().setText("ev.close_reason == 'denied'"));
        await().until(() -> problem("#connectionsBox").isEmpty());
        assertThat(isThere("#requestsBox")).isFalse();
        clickOn("#want-endpoint_created");
        clickOn("#submit");
        await().until(() -> places().size() == 1);
        assertThat(house.desk().subscriptions().all().getFirst().sources())
                .containsExactly(
                        new EventSource(EventType.TCP_CONNECTION_CLOSED, "ev.close_reason == 'denied'", List.of()),
                        EventSource.all(EventType.ENDPOINT_CREATED));
    }
}
