package dev.culvert.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerLight;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.controls.connection.Row;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.StagedConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The page in a window of its own, over a staged house. */
class ConnectionsPageRig extends FxRobot {

    @TempDir
    Path directory;

    House house;
    EndpointId postgres;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    ConnectionsPage page;

    Stage stage;

    @BeforeEach
    void build() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        house = new House(directory, Clock.system(ZoneOffset.UTC));
        postgres = house.endpoint("postgres", 15_432);
        show();
    }

    void show() throws Exception {
        FxToolkit.setupFixture(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            UiContext context = house.context();
            page = ConnectionsPage.of(context);
            var layers = new StackPane(page.root());
            house.onDialog(dialog -> {
                layers.getChildren().setAll(page.root());
                if (dialog != null) {
                    layers.getChildren().add(dialog);
                }
            });
            var scene = new Scene(layers, 980, 600);
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

    StagedConnection open(String ip, int port) {
        return house.open(postgres, "postgres", ip, port);
    }

    TableView<? extends Row> table(String id) {
        return lookup(id).query();
    }

    List<String> clients(String id) {
        return ask(() -> {
            List<String> clients = new ArrayList<>();
            table(id).getItems().forEach(row -> clients.add(row.client().toString()));
            return clients;
        });
    }

    <T> T ask(Callable<T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, question);
    }

    void awaitOpen(String... clients) {
        await().untilAsserted(() -> assertThat(clients("#open-connections")).containsExactly(clients));
    }

    void awaitClosed(String... clients) {
        await().untilAsserted(() -> assertThat(clients("#closed-connections")).containsExactly(clients));
    }

    String text(String id) {
        return ask(() -> lookup(id).<Label>queryAs(Label.class).getText());
    }

    void select(int... rows) {
        interact(() -> {
            table("#open-connections").requestFocus();
            table("#open-connections").getSelectionModel().clearSelection();
            table("#open-connections").getSelectionModel().selectIndices(rows[0], rows);
        });
    }

    void filter(String text) {
        interact(() -> lookup(".search-field").queryAs(TextField.class).setText(text));
    }
}
