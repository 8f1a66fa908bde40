package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.controls.FieldBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window by mouse and keyboard. */
@SuppressWarnings("NullAway.Init")
final class MainWindowTest {

    @TempDir
    Path directory;

    private final FxRobot robot = new FxRobot();
    private TestDesktop desktop;
    private Stage stage;
    private MainWindow window;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        desktop = new TestDesktop(directory);
        desktop.settings().put("window.place", "0,0,980,900");
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
    }

    @AfterEach
    void close() {
        fx(() -> {
            window.close();
            return true;
        });
        desktop.close();
    }

    @Test
    void the_window_has_the_icon_in_the_sizes_of_taskbars() {
        show();
        assertThat(fx(() -> stage.getIcons().stream()
                        .map(i -> i.isError() ? -1 : (int) i.getWidth())
                        .toList()))
                .containsExactly(16, 24, 32, 48, 64, 128);
    }

    @Test
    void closing_asks_whether_to_go_on_in_the_tray() {
        show();
        List<Boolean> answers = new ArrayList<>();
        fx(() -> {
            window.askOnClose(answers::add);
            return true;
        });
        robot.type(KeyCode.ESCAPE);
        assertThat(answers).isEmpty();
        fx(() -> {
            window.askOnClose(answers::add);
            return true;
        });
        robot.clickOn("#close-quit");
        fx(() -> {
            window.askOnClose(answers::add);
            return true;
        });
        robot.type(KeyCode.ENTER);
        assertThat(answers).containsExactly(false, true);
        assertThat(robot.lookup("#close-quit").tryQuery()).as("the question").isEmpty();
    }

    @Test
    void the_first_run_leads_to_an_endpoint() {
        show();
        robot.clickOn("#publish");
        robot.clickOn("#preset-POSTGRESQL");
        await().until(() -> text("#url").matches("tcp://localhost:2\\d{4}"));
        String url = text("#url");
        robot.clickOn("#submit");
        await().until(() -> !endpoints().isEmpty());
        Endpoint made = endpoints().getFirst().endpoint();
        assertThat(made.name()).isEqualTo("postgresql");
        assertThat(made.spec().upstream()).hasToString("localhost:5432");
        assertThat(made.url()).hasToString(url);
        await().until(() -> find("#submit") == null);
        await().until(() -> text("#name").equals("postgresql"));
        assertThat(fx(() -> table().getSelectionModel().getSelectedIndex())).isZero();
    }

    @Test
    void a_dialog_says_beside_the_field_what_is_wrong_and_escape_makes_nothing() {
        show();
        ctrl(KeyCode.N);
        await().until(() -> isFocused("#upstreamBox #upstream"));
        robot.write("nonsense");
        await().until(() -> problem("#upstreamBox").contains("no port"));
        assertThat(problem("#nameBox")).isEmpty();
        robot.type(KeyCode.ENTER);
        assertThat(find("#submit")).isNotNull();
        robot.type(KeyCode.ESCAPE);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> find("#submit") == null);
        assertThat(endpoints()).isEmpty();
    }

    @Test
    void enter_submits_and_a_failure_is_told_in_the_row() {
        desktop.engine().occupy(15432, ListenResult.Cause.PORT_IN_USE);
        show();
        ctrl(KeyCode.N);
        await().until(() -> isFocused("#upstreamBox #upstream"));
        robot.write("5432");
        robot.clickOn("#choosePort");
        await().until(() -> isFocused("#port"));
        robot.write("15432").type(KeyCode.ENTER);
        await().until(() -> !endpoints().isEmpty());
        await().until(() -> text("#reason").contains("Port 15432 is in use"));
        desktop.engine().release(15432);
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#tryAgain");
        await().until(() -> endpoints().getFirst().state() instanceof EndpointState.Online);
    }

    @Test
    void space_switches_and_asks_what_becomes_of_open_connections() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        show();
        await().until(() -> isFocused("#table"));
        robot.type(KeyCode.SPACE);
        await().until(() -> !endpoints().getFirst().endpoint().enabled());
        robot.type(KeyCode.SPACE);
        await().until(() -> endpoints().getFirst().endpoint().enabled());
        desktop.engine().add(FakeConnection.to(db, 50000));
        robot.type(KeyCode.SPACE);
        await().until(() -> find("#stop-dialog") != null);
        assertThat(endpoints().getFirst().endpoint().enabled()).isTrue();
        robot.type(KeyCode.ESCAPE);
        await().until(() -> find("#stop-dialog") == null && isFocused("#table"));
        robot.type(KeyCode.SPACE);
        await().until(() -> find("#stop-dialog") != null);
        robot.clickOn("Drain");
        await().until(() -> !endpoints().getFirst().endpoint().enabled());
        assertThat(desktop.engine().ended()).last().isEqualTo(new FakeEngine.Ended(db.id(), Ending.DRAIN));
    }

    @Test
    void the_switch_in_the_row_switches() {
        desktop.endpoint("db", 15432, "5432");
        show();
        await().until(() -> find(".toggle-switch") != null);
        robot.clickOn(".toggle-switch");
        await().until(() -> !endpoints().getFirst().endpoint().enabled());
    }

    @Test
    void what_was_deleted_comes_back() {
        EndpointStatus db = desktop.endpoint("db", 15432, "5432");
        desktop.endpoint("web", 18080, "8080");
        show();
        await().until(() -> isFocused("#table"));
        robot.type(KeyCode.DELETE);
        await().until(() -> endpoints().size() == 1 && find("#undo") != null);
        robot.clickOn("#undo");
        await().until(() -> desktop.gateway().endpoint(db.id()).isPresent());
        await().until(() -> find("#undo") == null);
        ctrl(KeyCode.DIGIT1);
        robot.clickOn("#table");
        robot.type(KeyCode.DELETE);
        await().until(() -> endpoints().size() == 1 && find("#undo") != null);
        ctrl(KeyCode.Z);
        await().until(() -> endpoints().size() == 2);
    }

    @Test
    void duplicate_and_edit() {
        desktop.endpoint("db", 15432, "5432");
        show();
        await().until(() -> isFocused("#table"));
        ctrl(KeyCode.D);
        await().until(() -> find("#submit") != null && text("#url").matches("tcp://localhost:2\\d{4}"));
        robot.clickOn("#submit");
        await().until(() -> endpoints().size() == 2);
        assertThat(endpoints().getLast().endpoint().name()).isEqualTo("db-2");
        await().until(() -> find("#submit") == null && text("#name").equals("db-2") && isFocused("#table"));
        robot.type(KeyCode.ENTER);
        await().until(() -> find("#upstreamBox #upstream") != null && isFocused("#upstreamBox #upstream"));
        ctrl(KeyCode.A);
        robot.write("10.0.0.9:5432").type(KeyCode.ENTER);
        await().until(() -> endpoints().getLast().endpoint().spec().upstream() != null
                && "10.0.0.9:5432"
                        .equals(String.valueOf(
                                endpoints().getLast().endpoint().spec().upstream())));
    }

    @Test
    void the_palette_finds_an_endpoint_and_a_page() {
        desktop.endpoint("db", 15432, "5432");
        desktop.endpoint("minecraft", 25566, "25565");
        show();
        ctrl(KeyCode.DIGIT3);
        await().until(() -> find("#rail-3:selected") != null);
        ctrl(KeyCode.K);
        await().until(() -> find(".palette-field") != null);
        robot.write("minec").type(KeyCode.ENTER);
        await().until(() -> find(".palette") == null && text("#name").equals("minecraft"));
        ctrl(KeyCode.K);
        await().until(() -> find(".palette-field") != null);
        robot.write("goto conn").type(KeyCode.ENTER);
        await().until(() -> find("#rail-2:selected") != null);
    }

    @Test
    void the_keys_switch_pages_and_the_page_is_kept() {
        show();
        ctrl(KeyCode.DIGIT2);
        await().until(() -> find("#rail-2:selected") != null);
        ctrl(KeyCode.DIGIT3);
        await().until(() -> find("#rail-3:selected") != null);
        fx(() -> {
            window.close();
            return true;
        });
        assertThat(fx(() -> stage.isShowing())).isFalse();
        show();
        await().until(() -> find("#rail-3:selected") != null);
        ctrl(KeyCode.DIGIT1);
        await().until(() -> find("#rail-1:selected") != null);
    }

    @Test
    void search_filters_and_escape_clears() {
        desktop.endpoint("db", 15432, "5432");
        desktop.endpoint("web", 18080, "8080");
        show();
        ctrl(KeyCode.F);
        robot.write("web");
        await().until(() -> table().getItems().size() == 1);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> table().getItems().size() == 2);
    }

    @Test
    void the_status_line_tells_and_copies() {
        desktop.endpoint("db", 15432, "5432");
        show();
        await().until(() -> find("#api") != null);
        assertThat(find(".status-line .state-dot")).isInstanceOf(Label.class);
        assertThat(((Label) find(".status-line .state-dot")).getText()).isEqualTo("1 endpoint online");
        robot.clickOn("#api");
        await().until(() -> "http://127.0.0.1:4040"
                .equals(fx(() -> Clipboard.getSystemClipboard().getString())));
    }

    private void ctrl(KeyCode letter) {
        robot.press(KeyCode.CONTROL).type(letter).release(KeyCode.CONTROL);
    }

    private List<EndpointStatus> endpoints() {
        return desktop.gateway().endpoints();
    }

    private TableView<?> table() {
        return (TableView<?>) Objects.requireNonNull(find("#table"));
    }

    private @Nullable Node find(String query) {
        return fx(() -> stage.getScene().getRoot().lookup(query));
    }

    private boolean isFocused(String query) {
        Node node = find(query);
        return node != null && node.isFocused();
    }

    private String text(String id) {
        return find(id) instanceof Label label ? label.getText() : "";
    }

    private String problem(String id) {
        return find(id) instanceof FieldBox box ? box.problemProperty().get() : "";
    }

    private static <T extends @Nullable Object> T fx(Supplier<T> task) {
        if (Platform.isFxApplicationThread()) {
            return task.get();
        }
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }
}
