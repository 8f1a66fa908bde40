package dev.culvert.ui.frame;

import static org.awaitility.Awaitility.await;

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
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window with one endpoint, and the traffic policy in its details. */
@SuppressWarnings("NullAway.Init")
class PolicyTabRig {

    static final String DENY = "on_tcp_connect:\n  - name: nobody\n    actions:\n      - type: deny\n";

    @TempDir
    Path directory;

    final FxRobot robot = new FxRobot();
    TestDesktop desktop;
    EndpointStatus db;
    Stage stage;
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

    void show() {
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

    void live(String policy) {
        var change = EndpointDraft.empty().with(EndpointField.TRAFFIC_POLICY, policy);
        desktop.gateway().update(db.id(), change, Ending.KEEP).join();
    }

    String live() {
        return desktop.gateway()
                .endpoint(db.id())
                .orElseThrow()
                .endpoint()
                .spec()
                .trafficPolicy();
    }

    void shortcut(KeyCode code) {
        robot.press(KeyCode.CONTROL).type(code).release(KeyCode.CONTROL);
    }

    CodeArea area() {
        return find("#policyText", CodeArea.class);
    }

    String text() {
        return fx(() -> area().getText());
    }

    Collection<String> styles(int offset) {
        return fx(() -> area().getStyleOfChar(offset));
    }

    int findings() {
        ListView<?> list = find("#findings", ListView.class);
        return fx(() -> list.getItems().size());
    }

    String label(String query) {
        return fx(() -> find(query, Label.class).getText());
    }

    boolean isDisabled(String query) {
        return fx(() -> find(query, Node.class).isDisabled());
    }

    boolean isVisible(String query) {
        return fx(() -> find(query, Node.class).isVisible());
    }

    boolean isFocused(String query) {
        Node node = find(query);
        return node != null && fx(node::isFocused);
    }

    <T extends Node> T find(String query, Class<T> type) {
        return type.cast(Objects.requireNonNull(find(query), query));
    }

    @Nullable Node find(String query) {
        return fx(() -> Optional.ofNullable(stage.getScene().lookup(query))).orElse(null);
    }

    static <T> T fx(Supplier<T> work) {
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
