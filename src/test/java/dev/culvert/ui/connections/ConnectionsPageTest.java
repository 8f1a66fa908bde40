package dev.culvert.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.DecisionRecord;
import dev.culvert.ui.controls.connection.Row;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.StagedConnection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;

final class ConnectionsPageTest extends ConnectionsPageRig {

    @Test
    void rowsAppearWithTheirFiguresAndGo() {
        assertThat(lookup("No open connections").tryQuery()).isPresent();
        StagedConnection first = open("10.0.0.1", 1).move(1_500, 2_500_000);
        awaitOpen("10.0.0.1:1");
        await().untilAsserted(() -> {
            assertThat(ask(() -> lookup("#open-connections .table-cell.figure").queryAllAs(Labeled.class).stream()
                            .map(Labeled::getText)
                            .toList()))
                    .contains("1.50 kB", "2.50 MB");
            assertThat(text("#total-in")).isEqualTo("1.50 kB");
            assertThat(text("#total-out")).isEqualTo("2.50 MB");
            assertThat(text("#total-count")).isEqualTo("1 connection");
        });
        assertThat(ask(() -> lookup("#segment-open").queryAs(ToggleButton.class).getText()))
                .isEqualTo("Open  1");
        house.engine().close(first, CloseReason.CLIENT_CLOSED);
        awaitOpen();
    }

    @Test
    void theRefusedHaveTheirOwnPartWithTheRule() {
        var decision = new DecisionRecord(
                "office only",
                "restrict-ips",
                "",
                List.of(),
                List.of("rule 2: deny would have: close: denied"),
                List.of());
        StagedConnection refused = open("10.0.0.9", 9).decided(decision);
        house.engine().close(refused, CloseReason.DENIED);
        house.engine().close(open("10.0.0.8", 8), CloseReason.CLIENT_CLOSED);
        await().untilAsserted(() -> assertThat(ask(() ->
                        lookup("#segment-refused").queryAs(ToggleButton.class).getText()))
                .isEqualTo("Refused  1"));
        interact(() -> lookup("#segment-refused").queryAs(ToggleButton.class).fire());
        await().untilAsserted(() -> assertThat(
                        ask(() -> lookup("#refused-connections .table-cell").queryAllAs(Labeled.class).stream()
                                .map(Labeled::getText)
                                .toList()))
                .contains("10.0.0.9:9", "office only: restrict-ips")
                .doesNotContain("10.0.0.8:8"));
        interact(() -> {
            TableView<?> table = lookup("#refused-connections").queryAs(TableView.class);
            table.requestFocus();
            table.getSelectionModel().select(0);
        });
        press(KeyCode.ENTER).release(KeyCode.ENTER);
        await().untilAsserted(() -> assertThat(ask(() -> lookup(".label").queryAllAs(Labeled.class).stream()
                        .map(Labeled::getText)
                        .toList()))
                .contains("Decided by", "office only: restrict-ips", "rule 2: deny would have: close: denied"));
    }

    @Test
    void aClickOnAHeaderSortsByNumber() {
        open("10.0.0.1", 1).move(900, 0);
        open("10.0.0.2", 2).move(1_000_000, 0);
        open("10.0.0.3", 3).move(20_000, 0);
        awaitOpen("10.0.0.3:3", "10.0.0.2:2", "10.0.0.1:1");
        click(header("in"));
        awaitOpen("10.0.0.1:1", "10.0.0.3:3", "10.0.0.2:2");
        click(header("in"));
        awaitOpen("10.0.0.2:2", "10.0.0.3:3", "10.0.0.1:1");
    }

    // the headless platform calls every press a popup trigger, and headers do not sort on these
    private void click(Node node) {
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            interact(() -> node.fireEvent(new MouseEvent(
                    type,
                    0,
                    0,
                    0,
                    0,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    true,
                    false,
                    true,
                    null)));
        }
    }

    private Node header(String key) {
        return lookup("#open-connections .column-header")
                .match(node -> key.equals(node.getId()))
                .query();
    }

    @Test
    void aRowsMenuFiltersByWhatTheRowShows() {
        open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        open("10.0.0.2", 3);
        awaitOpen("10.0.0.2:3", "10.0.0.2:2", "10.0.0.1:1");
        select(0, 1);
        choose("only-open-client");
        awaitOpen("10.0.0.2:3", "10.0.0.2:2");
        assertThat(chips()).containsExactly("client:10.0.0.2");
        select(0);
        choose("only-open-endpoint");
        assertThat(chips()).containsExactly("client:10.0.0.2", "endpoint:postgres");
        filter("");
        awaitOpen("10.0.0.2:3", "10.0.0.2:2", "10.0.0.1:1");
        select(0);
        choose("not-open-client");
        awaitOpen("10.0.0.1:1");
        assertThat(chips()).containsExactly("-client:10.0.0.2");
        select(0);
        choose("not-open-endpoint");
        awaitOpen();
    }

    @Test
    void aChipTakesItsTermOutOfTheFilter() {
        open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        assertThat(ask(() -> lookup("#filter-chips").query().isVisible())).isFalse();
        filter("client:10.0.0.1  rule:\"office only\"");
        awaitOpen();
        assertThat(chips()).containsExactly("client:10.0.0.1", "rule:\"office only\"");
        interact(() ->
                lookup("#filter-chips .button").nth(1).queryAs(Button.class).fire());
        awaitOpen("10.0.0.1:1");
        assertThat(ask(() -> lookup(".search-field").queryAs(TextField.class).getText()))
                .isEqualTo("client:10.0.0.1");
        interact(() -> lookup("#filter-chips .button").queryAs(Button.class).fire());
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        assertThat(ask(() -> lookup("#filter-chips").query().isVisible())).isFalse();
    }

    private List<String> chips() {
        return ask(() -> lookup("#filter-chips .button").queryAllAs(Button.class).stream()
                .map(Button::getText)
                .toList());
    }

    private void choose(String item) {
        interact(() -> table("#open-connections").getContextMenu().getItems().stream()
                .filter(i -> item.equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    @Test
    void theFilterNarrowsBothTables() {
        open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        house.engine().close(open("10.0.0.3", 3), CloseReason.CLIENT_RESET);
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        interact(page::focusSearch);
        write("10.0.0.2");
        awaitOpen("10.0.0.2:2");
        assertThat(text("#total-count")).isEqualTo("1 of 2 connections");
        filter("client reset");
        awaitOpen();
        clickOn("#segment-closed");
        awaitClosed("10.0.0.3:3");
        clickOn("#segment-open");
        clickOn("#clear-open-filter");
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
    }

    @Test
    void spaceHoldsTheViewAndNotTheTraffic() {
        open("10.0.0.1", 1);
        awaitOpen("10.0.0.1:1");
        select(0);
        type(KeyCode.SPACE);
        await().until(() -> lookup("#paused-chip").query().isVisible());
        open("10.0.0.2", 2);
        await().untilAsserted(() -> assertThat(ask(() ->
                        lookup("#segment-open").queryAs(ToggleButton.class).getText()))
                .isEqualTo("Open  2"));
        assertThat(clients("#open-connections")).containsExactly("10.0.0.1:1");
        type(KeyCode.SPACE);
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
    }

    @Test
    void deleteKillsOneAtOnce() {
        StagedConnection first = open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        select(1);
        type(KeyCode.DELETE);
        awaitOpen("10.0.0.2:2");
        assertThat(house.engine().killed()).containsExactly(first.id());
        await().untilAsserted(() -> assertThat(house.notices()).containsExactly("1 connection killed"));
    }

    @Test
    void allThatMatchAreKilledAfterOneQuestion() {
        open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        open("10.9.0.3", 3);
        awaitOpen("10.9.0.3:3", "10.0.0.2:2", "10.0.0.1:1");
        filter("10.0.");
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        clickOn("#more").clickOn("#kill-shown");
        clickOn("#kill-cancel");
        assertThat(house.engine().killed()).isEmpty();
        clickOn("#more").clickOn("#kill-shown");
        clickOn("#kill-confirm");
        awaitOpen();
        filter("");
        awaitOpen("10.9.0.3:3");
        assertThat(house.engine().killed()).hasSize(2);
    }

    @Test
    void theSelectionStaysWithItsConnectionsWhenRowsComeAndGo() {
        StagedConnection first = open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        open("10.0.0.3", 3);
        awaitOpen("10.0.0.3:3", "10.0.0.2:2", "10.0.0.1:1");
        select(1, 2);
        open("10.0.0.4", 4);
        house.engine().close(first, CloseReason.CLIENT_CLOSED);
        awaitOpen("10.0.0.4:4", "10.0.0.3:3", "10.0.0.2:2");
        assertThat(ask(() -> List.copyOf(
                        table("#open-connections").getSelectionModel().getSelectedIndices())))
                .containsExactly(2);
    }

    @Test
    void whatIsLookedAtStaysInViewWhenRowsComeAbove() {
        for (int i = 1; i <= 200; i++) {
            open("10.0.0.1", i);
        }
        await().until(() -> clients("#open-connections").size() == 200);
        interact(() -> table("#open-connections").scrollTo(100));
        String before = ask(this::firstInView);
        for (int i = 1; i <= 7; i++) {
            open("10.0.0.2", i);
        }
        await().until(() -> clients("#open-connections").size() == 207);
        assertThat(ask(this::firstInView)).isEqualTo(before);
    }

    private String firstInView() {
        double top = Double.MAX_VALUE;
        String client = "";
        for (Node node : lookup("#open-connections .table-row-cell").queryAll()) {
            var row = (javafx.scene.control.TableRow<?>) node;
            double y = row.localToScene(0, row.getHeight()).getY();
            if (row.isVisible()
                    && row.getItem() instanceof Row item
                    && y > table("#open-connections").localToScene(0, 37).getY()
                    && y < top) {
                top = y;
                client = item.client().toString();
            }
        }
        return client;
    }

    @Test
    void theDrawerFollowsAConnectionIntoTheHistory() {
        StagedConnection connection = open("10.0.0.1", 1);
        awaitOpen("10.0.0.1:1");
        select(0);
        type(KeyCode.ENTER);
        await().until(() -> lookup("#connection-detail").query().isVisible());
        await().untilAsserted(() -> assertThat(text(".detail-sentence")).isEqualTo("Bytes flow both ways."));
        house.engine().close(connection, CloseReason.UPSTREAM_RESET);
        await().untilAsserted(() -> assertThat(text(".detail-sentence"))
                .isEqualTo("The upstream reset the connection, so the client was sent a reset."));
        assertThat(lookup("#kill-detail").query().isVisible()).isFalse();
        clickOn("#close-detail");
        assertThat(lookup("#connection-detail").query().isVisible()).isFalse();
    }

    @Test
    void theHistoryIsThereAfterARestart() throws Exception {
        house.engine().close(open("10.0.0.1", 1), CloseReason.CLIENT_CLOSED);
        await().until(() -> house.gateway().history().count() == 1);
        tearDown();
        house = new House(directory, Clock.system(ZoneOffset.UTC));
        show();
        clickOn("#segment-closed");
        awaitClosed("10.0.0.1:1");
        assertThat(ask(() ->
                        lookup("#segment-closed").queryAs(ToggleButton.class).getText()))
                .isEqualTo("Closed  1");
    }

    @Test
    void clientAddressesAreCopied() {
        open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        awaitOpen("10.0.0.2:2", "10.0.0.1:1");
        select(0, 1);
        interact(() ->
                table("#open-connections").getContextMenu().getItems().get(1).fire());
        assertThat(ask(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("10.0.0.2:2\n10.0.0.1:1");
    }

    @Test
    void onceHiddenThePageAsksForNothing() {
        open("10.0.0.1", 1);
        awaitOpen("10.0.0.1:1");
        interact(page::hidden);
        open("10.0.0.2", 2);
        await().during(java.time.Duration.ofMillis(700))
                .untilAsserted(() -> assertThat(clients("#open-connections")).hasSize(1));
    }
}
