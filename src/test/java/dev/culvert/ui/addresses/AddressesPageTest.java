package dev.culvert.ui.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.controls.FieldBox;
import dev.culvert.ui.frame.MainWindow;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The page by mouse and keyboard. */
@SuppressWarnings("NullAway.Init")
final class AddressesPageTest {

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
        desktop.settings().put("window.place", "0,0,1280,900");
        desktop.settings().put("window.page", "2");
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
        await().until(() -> find("#ingress-lan") != null);
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
    void the_first_address_is_reserved_described_released_and_brought_back() {
        show();
        assertThat(find(".empty-title")).isInstanceOf(Label.class);
        robot.clickOn(".empty-state .button");
        await().until(() -> find("#address-form") != null);
        robot.clickOn("#choosePort");
        await().until(() -> isFocused("#port"));
        robot.write("24711").clickOn("#description").write("for the shop").type(KeyCode.ENTER);
        await().until(() -> rows() == 1 && find("#address-form") == null);
        assertThat(desktop.gateway().addresses().all()).singleElement().satisfies(a -> {
            assertThat(a.port()).isEqualTo(24_711);
            assertThat(a.description()).isEqualTo("for the shop");
        });
        await().until(() -> isFocused("#table"));
        robot.type(KeyCode.ENTER);
        await().until(() -> find("#address-form") != null);
        assertThat(((TextField) Objects.requireNonNull(find("#description"))).getText())
                .isEqualTo("for the shop");
        assertThat(Objects.requireNonNull(find("#portBox")).isVisible()).isFalse();
        robot.type(KeyCode.ESCAPE);
        await().until(() -> find("#address-form") == null);
        robot.clickOn("#table").type(KeyCode.DOWN).type(KeyCode.DELETE);
        await().until(() -> rows() == 0);
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        await().until(() -> rows() == 1);
    }

    @Test
    void an_address_leads_to_its_endpoint() {
        desktop.endpoint("other", 15_431, "5431");
        desktop.endpoint("db", 15_432, "5432");
        show();
        await().until(() -> robot.lookup("db").tryQueryAs(Hyperlink.class).isPresent());
        robot.clickOn(robot.lookup("db").queryAs(Hyperlink.class));
        await().until(() -> find("#rail-1:selected") != null);
        await().until(() ->
                find("#name") instanceof Label name && name.getText().equals("db"));
    }

    @Test
    void an_ingress_and_a_domain_are_added_and_their_state_is_shown() {
        show();
        robot.clickOn("#addIngress");
        await().until(() -> isFocused("#name"));
        robot.write("office").type(KeyCode.ENTER);
        await().until(() -> find("#bindBox") instanceof FieldBox box
                && !box.problemProperty().get().isEmpty());
        robot.clickOn("#bind")
                .write("192.0.2.77")
                .clickOn("#host")
                .write("gw.example")
                .type(KeyCode.ENTER);
        await().until(() -> find("#ingress-office") != null);
        assertThat(robot.lookup("192.0.2.77 is not an address of this machine now.")
                        .tryQuery())
                .isPresent();
        robot.clickOn("#addDomain");
        await().until(() -> isFocused("#name"));
        robot.write("tcp.shop.invalid");
        await().until(() -> find("#record") instanceof Label record
                && record.getText().equals("tcp.shop.invalid. CNAME gw.example."));
        robot.type(KeyCode.ENTER);
        await().until(() -> find("#domain-tcp\\.shop\\.invalid") != null
                || desktop.gateway().domains().all().size() == 1);
        robot.clickOn("#strict");
        await().until(() -> desktop.gateway().addresses().isStrict());
    }

    private int rows() {
        return ((TableView<?>) Objects.requireNonNull(find("#table")))
                .getItems()
                .size();
    }

    private @Nullable Node find(String query) {
        return fx(() -> stage.getScene().getRoot().lookup(query));
    }

    private boolean isFocused(String query) {
        Node node = find(query);
        return node != null && node.isFocused();
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
