package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.TestDesktop;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The traffic policy in the details of an endpoint, by mouse and keyboard. */
@SuppressWarnings("NullAway.Init")
final class PolicyTabTest {

    private static final String DENY = "on_tcp_connect:\n  - name: nobody\n    actions:\n      - type: deny\n";

    @TempDir
    Path directory;

    private final FxRobot robot = new FxRobot();
    private TestDesktop desktop;
    private EndpointStatus db;
    private Stage stage;
    private MainWindow window;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        desktop = new TestDesktop(directory);
        desktop.settings().put("window.place", "0,0,980,980");
        db = desktop.endpoint("db", 15432, "5432");
    }

    @AfterEach
    void close() {
        fx(() -> {
            window.close();
            return true;
        });
        desktop.close();
    }

    private void show() {
        window = fx(() -> {
            stage = new Stage();
            return MainWindow.open(
                    stage,
                    desktop.gateway(),
                    desktop.pulse(),
                    desktop.background(),
                    desktop.settings(),
                    desktop.installation());
        });
        await().until(() -> find("#policyTab") != null || find(".details-tabs") != null);
        robot.clickOn("Traffic policy");
        await().until(() -> find("#policyText") != null);
    }

    private void live(String policy) {
        var change = EndpointDraft.empty().with(EndpointField.TRAFFIC_POLICY, policy);
        desktop.gateway().update(db.id(), change, Ending.KEEP).join();
    }

    private String live() {
        return desktop.gateway()
                .endpoint(db.id())
                .orElseThrow()
                .endpoint()
                .spec()
                .trafficPolicy();
    }

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
    void what_is_wrong_is_underlined_and_listed_as_typed_and_undo_takes_it_back() {
        live(DENY);
        show();
        await().until(() -> text().equals(DENY));
        robot.clickOn("#policyText");
        fx(() -> {
            area().moveTo(DENY.indexOf("deny") + 2);
            return true;
        });
        robot.write("n");
        await().until(() -> findings() == 1);
        await().until(() -> styles(DENY.indexOf("deny")).contains("found-error"));
        assertThat(styles(DENY.indexOf("name"))).containsExactly("key");
        assertThat(isDisabled("#apply")).isTrue();
        shortcut(KeyCode.Z);
        await().until(() -> text().equals(DENY) && findings() == 0);
        assertThat(styles(DENY.indexOf("deny"))).doesNotContain("found-error");
    }

    @Test
    void completion_writes_what_was_chosen() {
        show();
        robot.clickOn("#write");
        await().until(() -> isFocused("#policyText"));
        await().until(() -> {
            robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
            return fx(() -> robot.lookup("#completions").tryQuery().isPresent());
        });
        robot.type(KeyCode.ENTER);
        await().until(() -> text().equals("on_tcp_connect:\n  - "));
        robot.write("act");
        robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.type(KeyCode.TAB);
        await().until(() -> text().equals("on_tcp_connect:\n  - actions:\n      - type: "));
        robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.write("clo");
        robot.type(KeyCode.ENTER);
        await().until(() -> text().endsWith("type: close-connection"));
        await().until(() -> !isDisabled("#apply"));
    }

    @Test
    void a_quick_fix_mends_and_can_be_undone() {
        String denyOnly =
                "on_tcp_connect:\n  - actions:\n      - type: restrict-ips\n        config: {deny: [10.0.0.0/8]}\n";
        live(denyOnly);
        show();
        await().until(() -> findings() > 0);
        fx(() -> {
            area().requestFocus();
            area().moveTo(denyOnly.indexOf("restrict-ips") + 1);
            return true;
        });
        await().until(() -> {
            robot.press(KeyCode.ALT).type(KeyCode.ENTER).release(KeyCode.ALT);
            return text().contains("allow");
        });
        shortcut(KeyCode.Z);
        await().until(() -> text().equals(denyOnly));
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

    @Test
    void find_and_replace() {
        live(DENY);
        show();
        robot.clickOn("#policyText");
        shortcut(KeyCode.F);
        await().until(() -> isFocused("#findText"));
        robot.write("NOBODY");
        await().until(() -> fx(() -> area().getSelectedText()).equals("nobody"));
        robot.clickOn("#replaceText").write("none");
        robot.clickOn("#replaceAll");
        await().until(() -> text().contains("name: none\n"));
        robot.type(KeyCode.ESCAPE);
        await().until(() -> isFocused("#policyText"));
    }

    private void shortcut(KeyCode code) {
        robot.press(KeyCode.CONTROL).type(code).release(KeyCode.CONTROL);
    }

    private CodeArea area() {
        return find("#policyText", CodeArea.class);
    }

    private String text() {
        return fx(() -> area().getText());
    }

    private Collection<String> styles(int offset) {
        return fx(() -> area().getStyleOfChar(offset));
    }

    private int findings() {
        ListView<?> list = find("#findings", ListView.class);
        return fx(() -> list.getItems().size());
    }

    private String label(String query) {
        return fx(() -> find(query, Label.class).getText());
    }

    private boolean isDisabled(String query) {
        return fx(() -> find(query, Node.class).isDisabled());
    }

    private boolean isVisible(String query) {
        return fx(() -> find(query, Node.class).isVisible());
    }

    private boolean isFocused(String query) {
        Node node = find(query);
        return node != null && fx(node::isFocused);
    }

    private <T extends Node> T find(String query, Class<T> type) {
        return type.cast(Objects.requireNonNull(find(query), query));
    }

    private @Nullable Node find(String query) {
        return fx(() -> Optional.ofNullable(stage.getScene().lookup(query))).orElse(null);
    }

    private static <T> T fx(Supplier<T> work) {
        if (Platform.isFxApplicationThread()) {
            return work.get();
        }
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }
}
