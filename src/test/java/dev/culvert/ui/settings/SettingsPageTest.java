package dev.culvert.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.PrimerLight;
import dev.culvert.gateway.geo.MmdbWriter;
import dev.culvert.ui.common.Appearance.Choice;
import dev.culvert.ui.common.ClosePreference;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.staged.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SettingsPageTest extends FxRobot {

    private static final String KEY = "ak_2tZQkxUtest";

    @TempDir
    private Path directory;

    private House house;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private UiContext context;

    @SuppressWarnings("NullAway.Init") // made on the JavaFX thread
    private SettingsPage page;

    private Stage stage;

    @BeforeEach
    void build() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        Files.writeString(directory.resolve("api.key"), KEY);
        house = new House(directory, Clock.system(ZoneOffset.UTC));
        FxToolkit.setupFixture(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            context = house.context();
            page = SettingsPage.of(context);
            var scene = new Scene(page.root(), 900, 780);
            Theme.dress(scene);
            stage.setScene(scene);
            stage.show();
            page.shown();
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        FxToolkit.setupFixture(stage::hide);
        house.tearDown();
    }

    private String text(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> lookup(id).queryAs(Label.class).getText());
    }

    private String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void theChosenAppearanceHoldsAndIsKept() {
        clickOn("#appearance-dark");
        assertThat(context.appearance().choice().get()).isEqualTo(Choice.DARK);
        assertThat(house.settings()).containsEntry("appearance", "dark");
        interact(() -> context.appearance().choose(Choice.LIGHT));
        assertThat(lookup("#appearance-light").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }

    @Test
    void startAtLoginIsTheSystemsAndNotOurs() {
        clickOn("#startAtLogin");
        await().until(() -> house.system().startsAtLogin());
        house.system().startAtLogin(false);
        interact(page::shown);
        await().until(() -> !lookup("#startAtLogin").queryAs(ToggleSwitch.class).isSelected());
        assertThat(house.settings()).isEmpty();
    }

    @Test
    void aSystemThatRefusesIsHeardAndTheSwitchGoesBack() {
        house.system().refuse();
        clickOn("#startAtLogin");
        await().until(() -> house.notices().contains("The system does not let it."));
        await().until(() -> !lookup("#startAtLogin").queryAs(ToggleSwitch.class).isSelected());
        assertThat(house.system().startsAtLogin()).isFalse();
    }

    @Test
    void closingToTheTrayIsChosenWhereThereIsOne() {
        clickOn("#keepRunning");
        assertThat(new ClosePreference(context.settings()).keepsRunning()).contains(true);
        clickOn("#keepRunning");
        assertThat(new ClosePreference(context.settings()).keepsRunning()).contains(false);
        house.system().takeTrayAway();
        interact(page::shown);
        await().until(() -> lookup("#keepRunning").query().isDisabled());
        assertThat(text("#keepRunningText")).contains("no tray");
    }

    @Test
    void theKeyIsHiddenUntilItIsShownAndWhenThePageIsLeft() {
        assertThat(text("#key")).doesNotContain("ak_").contains("•");
        clickOn("#showKey");
        assertThat(text("#key")).isEqualTo(KEY);
        clickOn("#showKey");
        assertThat(text("#key")).doesNotContain("ak_");
        clickOn("#showKey");
        interact(page::hidden);
        assertThat(text("#key")).doesNotContain("ak_");
    }

    @Test
    void theKeyIsCopiedWithoutBeingShown() {
        clickOn("#copyKey");
        assertThat(clipboard()).isEqualTo(KEY);
        assertThat(text("#key")).doesNotContain("ak_");
        assertThat(lookup("#copyKey").query().getAccessibleText()).isEqualTo("Copy the key");
    }

    @Test
    void aRenewedKeyIsShownAndCopied() {
        clickOn("#showKey");
        renew();
        await().untilAsserted(() -> assertThat(text("#key")).isEqualTo(KEY + "-again"));
        assertThat(house.notices()).containsExactly("The API key was renewed");
        clickOn("#copyKey");
        assertThat(clipboard()).isEqualTo(KEY + "-again");

        renew();
        await().untilAsserted(() ->
                assertThat(house.notices()).hasSize(2).last().asString().contains("cannot be renewed"));
        assertThat(text("#key")).isEqualTo(KEY + "-again");
    }

    private void renew() {
        clickOn("#renewKey");
        Node question = Objects.requireNonNull(house.dialog());
        interact(() -> ((Button) question.lookup("#renew-confirm")).fire());
        assertThat(house.dialog()).isNull();
    }

    @Test
    void saysWhereThingsAre() {
        assertThat(text("#apiAddress")).isEqualTo("http://127.0.0.1:4040");
        assertThat(text("#dataDirectory")).isEqualTo(directory.toString());
        assertThat(text("#database")).isEqualTo(directory.resolve("culvert.db").toString());
        assertThat(text("#version")).isEqualTo("0.1.0-test");
        assertThat(text("#engine")).isEqualTo("staged, 2 event loops");
        await().untilAsserted(() -> {
            assertThat(text("#kept")).isEqualTo("No closed connections");
            assertThat(text("#keyFile")).isEqualTo(directory.resolve("api.key").toString());
        });
        clickOn("#copyAddress");
        assertThat(clipboard()).isEqualTo("http://127.0.0.1:4040");
    }

    @Test
    void databasesOfPlacesAreChosenAndRemoved() throws Exception {
        assertThat(text("#geo")).startsWith("None");
        Path city = new MmdbWriter()
                .add("192.0.2.0/24", Map.of("country_code", "NO"))
                .write(directory.resolve("city.mmdb"), "GeoLite2-City", Instant.parse("2026-11-20T00:00:00Z"));
        Path text = Files.writeString(directory.resolve("text.mmdb"), "not one");
        var model = new SettingsViewModel(context, Runnable::run);
        model.chooseGeo(List.of(city));
        await().until(() -> model.hasGeoProperty().get());
        assertThat(model.geoProperty().get()).isEqualTo("GeoLite2-City of 2026-11-20 (" + city + ")");
        model.chooseGeo(List.of(text));
        model.chooseGeo(List.of());
        await().until(() -> !model.hasGeoProperty().get());
        interact(page::shown);
        assertThat(text("#geo")).startsWith("None");
    }
}
