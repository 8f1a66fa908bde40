package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

final class FaultDialogTest extends FxRobot {

    private final FaultDialog faults = new FaultDialog(file -> {}, Runnable::run);

    @BeforeEach
    void begin() throws Exception {
        FxToolkit.registerPrimaryStage();
        interact(() -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
    }

    @AfterEach
    void close() {
        interact(() -> Window.getWindows().stream().toList().forEach(Window::hide));
    }

    private static RuntimeException fault() {
        return new IllegalStateException("broken on purpose");
    }

    private long windows() {
        WaitForAsyncUtils.waitForFxEvents();
        return listTargetWindows().stream().filter(Window::isShowing).count();
    }

    @Test
    void a_fault_is_told_once_by_its_code_with_details_to_copy() {
        long before = windows();
        faults.uncaughtException(Thread.currentThread(), fault());
        faults.uncaughtException(Thread.currentThread(), fault());
        await().until(() -> windows() == before + 1);
        String code = lookup("#fault-code").queryAs(Label.class).getText();
        assertThat(code).isEqualTo(FaultCode.of(fault()));
        clickOn("#fault-copy");
        String copied = WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).contains(code, "broken on purpose", "FaultDialogTest.fault", "Java ");
        clickOn("#fault-close");
        await().until(() -> windows() == before);
    }

    @Test
    void another_fault_is_told_beside_it() {
        long before = windows();
        faults.uncaughtException(Thread.currentThread(), fault());
        faults.uncaughtException(Thread.currentThread(), new IllegalArgumentException("another"));
        await().until(() -> windows() == before + 2);
    }
}
