package dev.culvert.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.SampleExchange;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The HTTP requests in the details of a connection. */
final class ConnectionRequestsTest extends ConnectionsPageRig {

    @Test
    void theDetailsListTheRequestsOfAConnection() {
        open("10.0.0.1", 1);
        awaitOpen("10.0.0.1:1");
        select(0);
        press(KeyCode.ENTER).release(KeyCode.ENTER);
        await().untilAsserted(() -> assertThat(text(".detail-title")).isEqualTo("10.0.0.1:1"));
        assertThat(lookup("#detail-requests").<ToggleButton>query().getParent().isVisible())
                .as("an endpoint without HTTP phases has none")
                .isFalse();
        house.engine().complete(SampleExchange.of(1, 1));
        house.engine().complete(SampleExchange.refused(1, 2));
        await().untilAsserted(() -> assertThat(ask(
                        () -> lookup("#detail-requests").<ToggleButton>query().getText()))
                .isEqualTo("Requests  2"));
        interact(() -> lookup("#detail-requests").<ToggleButton>query().fire());
        await().untilAsserted(() -> assertThat(requestTexts())
                .containsSequence("GET", "/orders/2?page=2")
                .contains("403", "10:00:00.143", "7.0 ms, 0 B in, 1.00 kB out", "office only: restrict-ips"));
        assertThat(ask(() -> lookup("#segment-closed").<ToggleButton>query().getText()))
                .as("requests are no connections")
                .isEqualTo("Closed  0");
        house.engine().complete(SampleExchange.of(1, 3));
        await().untilAsserted(
                        () -> assertThat(requestTexts()).containsSubsequence("/orders/3?page=2", "/orders/2?page=2"));
        interact(() -> {
            ListView<?> list = lookup("#requests").query();
            list.requestFocus();
            list.getSelectionModel().clearAndSelect(1);
        });
        press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
        assertThat(ask(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("rq_0000000000001_2\t2026-11-23T10:00:00.143456Z\tGET\thttp://shop.example:8000/orders/2");
    }

    private List<String> requestTexts() {
        return ask(() -> lookup("#requests .label").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    }

    @Test
    void theDetailsOfAnHttpEndpointSayThatThereAreNoRequests() {
        house.gateway()
                .update(
                        postgres,
                        EndpointDraft.empty()
                                .with(
                                        EndpointField.TRAFFIC_POLICY,
                                        "on_http_request:\n  - actions:\n      - type: deny\n"),
                        Ending.KEEP)
                .join();
        open("10.0.0.1", 1);
        awaitOpen("10.0.0.1:1");
        select(0);
        press(KeyCode.ENTER).release(KeyCode.ENTER);
        await().untilAsserted(() -> assertThat(ask(
                        () -> lookup("#detail-requests").<ToggleButton>query().getText()))
                .isEqualTo("Requests  0"));
        await().untilAsserted(() -> assertThat(ask(() -> lookup("#detail-requests")
                        .<ToggleButton>query()
                        .getParent()
                        .isVisible()))
                .isTrue());
        interact(() -> lookup("#detail-requests").<ToggleButton>query().fire());
        await().untilAsserted(
                        () -> assertThat(lookup("No HTTP requests").tryQuery()).isPresent());
    }
}
