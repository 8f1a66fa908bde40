package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.model.Ending;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The traffic policy in the details of an endpoint, by mouse and keyboard. */
final class PolicyTabTest extends PolicyTabRig {

    @Test
    void an_empty_policy_offers_recipes_and_a_recipe_goes_live() {
        show();
        robot.clickOn("#recipe-MY_NETWORK");
        await().until(() -> text().contains("restrict-ips") && !isDisabled("#apply"));
        shortcut(KeyCode.ENTER);
        await().until(() -> find("#confirm") != null);
        assertThat(isVisible("#ending")).isFalse();
        robot.clickOn("#confirm");
        await().until(() -> live().contains("only my network"));
        await().until(() -> isDisabled("#apply") && find("#confirm") == null);
    }

    @Test
    void open_connections_are_asked_about_and_a_draft_outlives_other_pages() {
        live(DENY);
        desktop.engine().add(FakeConnection.to(db, 50000));
        show();
        robot.clickOn("#policyText");
        shortcut(KeyCode.END);
        robot.write("# mine");
        await().until(() -> !isDisabled("#apply"));
        robot.clickOn("Overview");
        await().until(() -> find("#policyText") == null);
        shortcut(KeyCode.DIGIT2);
        shortcut(KeyCode.DIGIT1);
        robot.clickOn("Traffic policy");
        await().until(() -> find("#policyText") != null && text().endsWith("# mine"));
        assertThat(desktop.settings().get("policy.draft." + db.id().value())).hasValue(DENY + "# mine");
        robot.clickOn("#apply");
        await().until(() -> find("#confirm") != null && isVisible("#ending"));
        robot.clickOn("#drain");
        robot.clickOn("#confirm");
        await().until(() -> live().endsWith("# mine"));
        assertThat(desktop.engine().ended()).last().isEqualTo(new FakeEngine.Ended(db.id(), Ending.DRAIN));
        robot.clickOn("Overview");
        await().until(() -> desktop.settings()
                .get("policy.draft." + db.id().value())
                .orElse("?")
                .isEmpty());
    }

    @Test
    void a_trial_shows_how_it_is_decided() {
        live(DENY);
        show();
        fx(() -> {
            find("#tryIt", TitledPane.class).setExpanded(true);
            return true;
        });
        await().until(() -> label("#sentence").contains("nobody"));
        ListView<?> trace = find("#trace", ListView.class);
        assertThat(fx(() -> trace.getItems().size())).isEqualTo(2);
        fx(() -> {
            trace.getSelectionModel().select(1);
            return true;
        });
        await().until(() -> fx(() -> area().getSelectedText()).contains("type: deny"));
        fx(() -> {
            find("#clientIp", TextField.class).setText("nonsense");
            return true;
        });
        await().until(() -> label("#problem").contains("'nonsense' is not an IP address"));
        assertThat(fx(() -> find("#clientIp", TextField.class).getPseudoClassStates()))
                .contains(PseudoClass.getPseudoClass("wrong"));
    }

    @Test
    void a_trial_asks_for_a_request_where_there_are_http_phases() {
        live(
                "on_http_request:\n  - name: admin\n    expressions: [\"req.url.path == '/admin'\"]\n    actions: [{type: deny}]\n");
        show();
        fx(() -> {
            find("#tryIt", TitledPane.class).setExpanded(true);
            return true;
        });
        await().until(() -> isVisible("#request") && label("#sentence").contains("goes on to the upstream"));
        fx(() -> {
            find("#url", TextField.class).setText("/admin");
            return true;
        });
        await().until(() -> label("#sentence").contains("answered with 403"));
        fx(() -> {
            find("#headers", TextArea.class).setText("nonsense");
            return true;
        });
        await().until(() -> label("#problem").contains("'nonsense' is no header"));
        assertThat(fx(() -> find("#headers", TextArea.class).getPseudoClassStates()))
                .contains(PseudoClass.getPseudoClass("wrong"));
    }

    @Test
    void a_small_window_keeps_the_toolbar_and_some_lines() {
        live(DENY);
        desktop.settings().put("window.place", "0,0,900,600");
        show();
        fx(() -> {
            find("#tryIt", TitledPane.class).setExpanded(true);
            return true;
        });
        await().until(() -> label("#sentence").contains("nobody"));
        assertRoom();
        robot.clickOn("#expand");
        await().until(() -> find("#table") == null);
        assertRoom();
    }

    private void assertRoom() {
        await().untilAsserted(() -> {
            Bounds text = bounds("#policyText");
            assertThat(text.getHeight()).isGreaterThan(90);
            assertThat(bounds("#apply").getMaxY()).isLessThanOrEqualTo(text.getMinY());
            assertThat(bounds("#side").getMinY() >= text.getMaxY() - 1
                            || bounds("#side").getMinX() >= text.getMaxX() - 1)
                    .isTrue();
        });
    }

    private Bounds bounds(String query) {
        return fx(() -> {
            Node node = find(query, Node.class);
            return node.localToScene(node.getLayoutBounds());
        });
    }

    @Test
    void the_editor_can_have_the_whole_page() {
        live(DENY);
        show();
        robot.clickOn("#expand");
        await().until(() -> find("#table") == null);
        robot.clickOn("#policyText").type(KeyCode.ESCAPE);
        await().until(() -> find("#table") != null);
    }
}
