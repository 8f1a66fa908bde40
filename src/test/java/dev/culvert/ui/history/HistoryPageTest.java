package dev.culvert.ui.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerLight;
import dev.culvert.model.CloseReason;
import dev.culvert.model.EndpointId;
import dev.culvert.model.SampleExchange;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.controls.connection.ClosedRow;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.StagedConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
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

/** The page in a window of its own, over a staged house. */
final class HistoryPageTest extends FxRobot {

    @TempDir
    Path directory;

    private final Clock clock = Clock.system(ZoneOffset.UTC);
    private House house;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private HistoryPage page;

    private Stage stage;

    @BeforeEach
    void build() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        house = new House(directory, clock);
        FxToolkit.setupFixture(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            page = HistoryPage.of(house.context());
            var layers = new StackPane(page.root());
            house.onDialog(dialog -> {
                layers.getChildren().setAll(page.root());
                if (dialog != null) {
                    layers.getChildren().add(dialog);
                }
            });
            var scene = new Scene(layers, 980, 640);
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
        house.tearDown();
    }

    private void ended(int id, Duration ago, CloseReason reason) {
        var started = clock.instant().minus(ago);
        house.keep(List.of(
                new StagedConnection(clock, id, new EndpointId("ep_1"), "db", "10.0.0." + id, 40_000, "a:1", started)
                        .closed(reason, started.plusSeconds(1), null)));
    }

    private <T> T ask(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, question);
    }

    private void awaitClients(String... clients) {
        await().untilAsserted(() -> assertThat(
                        ask(() -> lookup("#ended-connections").<TableView<ClosedRow>>query().getItems().stream()
                                .map(row -> row.client().address())
                                .toList()))
                .containsExactly(clients));
    }

    private String text(String id) {
        return ask(() -> lookup(id).<Labeled>query().getText());
    }

    private void type(String id, String text) {
        interact(() -> lookup(id).<TextField>query().setText(text));
    }

    @Test
    void a_time_a_filter_and_the_histogram_limit_what_is_shown() {
        ended(1, Duration.ofDays(2), CloseReason.CLIENT_CLOSED);
        ended(2, Duration.ofHours(2), CloseReason.DENIED);
        ended(3, Duration.ofMinutes(20), CloseReason.CLIENT_CLOSED);
        awaitClients("10.0.0.3", "10.0.0.2");
        await().until(() -> text("#history-sum").equals("2 connections, 1 refused"));
        clickOn("#range-all");
        awaitClients("10.0.0.3", "10.0.0.2", "10.0.0.1");
        type(".search-field", "reason:denied");
        awaitClients("10.0.0.2");
        await().until(() -> text("#history-sum").equals("1 connection, 1 refused"));
        type(".search-field", "reason:denied endpont:db");
        await().until(() -> text("#filter-finding").contains("Did you mean 'endpoint'?"));
        clickOn("#show-finding");
        assertThat(ask(() -> lookup(".search-field").<TextField>query().getSelectedText()))
                .isEqualTo("endpont:db");
        type(".search-field", "reason:killed");
        awaitClients();
        await().until(() -> lookup("#clear-ended-filter").tryQuery().isPresent());
        clickOn("#clear-ended-filter");
        awaitClients("10.0.0.3", "10.0.0.2", "10.0.0.1");
        clickOn("#range-quarter");
        awaitClients();
        await().until(() -> lookup(".empty-title").tryQuery().isPresent()
                && text(".empty-title").equals("No connection started in this time"));
    }

    @Test
    void the_keyboard_chooses_a_part_of_the_histogram() {
        ended(1, Duration.ofMinutes(3), CloseReason.CLIENT_CLOSED);
        ended(2, Duration.ofSeconds(1), CloseReason.CLIENT_CLOSED);
        clickOn("#range-quarter");
        awaitClients("10.0.0.2", "10.0.0.1");
        await().until(() -> text("#history-sum").startsWith("2 "));
        interact(() -> lookup("#history-histogram").query().requestFocus());
        type(KeyCode.LEFT);
        press(KeyCode.SHIFT).type(KeyCode.LEFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
        type(KeyCode.ENTER);
        awaitClients("10.0.0.2");
        assertThat(ask(() -> lookup("#own-from").<TextField>query().getText())).isNotBlank();
        clickOn("#own-back");
        awaitClients("10.0.0.2", "10.0.0.1");
    }

    @Test
    void a_row_opens_its_facts_and_its_menu_adds_to_the_filter() {
        ended(1, Duration.ofMinutes(3), CloseReason.CLIENT_CLOSED);
        ended(2, Duration.ofMinutes(2), CloseReason.DENIED);
        awaitClients("10.0.0.2", "10.0.0.1");
        interact(() -> {
            TableView<ClosedRow> table = lookup("#ended-connections").query();
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(1);
        });
        type(KeyCode.ENTER);
        await().until(() -> text(".detail-title").equals("10.0.0.1:40000"));
        interact(() -> lookup("#ended-connections").<TableView<ClosedRow>>query().getContextMenu().getItems().stream()
                .filter(item -> "not-client".equals(item.getId()))
                .forEach(item -> item.fire()));
        awaitClients("10.0.0.2");
        assertThat(ask(() -> lookup(".search-field").<TextField>query().getText()))
                .isEqualTo("-client:10.0.0.1");
    }

    @Test
    void the_details_list_the_requests_of_an_ended_connection() {
        house.engine().complete(SampleExchange.of(1, 1));
        ended(1, Duration.ofMinutes(3), CloseReason.CLIENT_CLOSED);
        awaitClients("10.0.0.1");
        interact(() -> {
            TableView<ClosedRow> table = lookup("#ended-connections").query();
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(0);
        });
        type(KeyCode.ENTER);
        await().until(() -> text("#detail-requests").equals("Requests  1"));
        interact(() -> lookup("#detail-requests").<ToggleButton>query().fire());
        await().until(() -> lookup("/orders/1?page=2").tryQuery().isPresent());
    }

    @Test
    void retention_is_changed_in_a_dialog() {
        interact(() -> page.commands().getLast().run().run());
        await().until(() -> ask(() ->
                        lookup("#retention-days").<TextField>query().getText())
                .equals("30"));
        type("#retention-days", "x");
        assertThat(ask(() -> lookup("#retention-save").<Button>query().isDisabled()))
                .isTrue();
        await().until(() -> lookup(".field-note").queryAll().stream()
                .anyMatch(n -> ((Labeled) n).getText().contains("whole number of days")));
        type("#retention-days", "7");
        type("#retention-size", "2GiB");
        clickOn("#retention-save");
        await().untilAsserted(() ->
                assertThat(house.gateway().retention().limits().days()).isEqualTo(7));
        await().untilAsserted(() ->
                assertThat(house.gateway().retention().limits().bytes()).isEqualTo(2L << 30));
        assertThat(house.notices()).anyMatch(n -> n.contains("within a minute"));
        clickOn("#close-retention");
        await().until(() -> lookup("#retention-days").tryQuery().isEmpty());
    }
}
