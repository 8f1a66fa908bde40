package dev.culvert.app;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.AskDialog;
import java.util.concurrent.CountDownLatch;
import javafx.stage.Stage;

/** Says why the desktop does not start, where there is no terminal to say it in. */
final class StartFailure {

    private StartFailure() {}

    /** Shows the sentence until the user has closed it. */
    static void show(Toolkit toolkit, String sentence) {
        Messages texts = Messages.of(StartFailure.class);
        var closed = new CountDownLatch(1);
        toolkit.run(() -> {
            var stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            var dialog = new AskDialog(texts.get("start.title"), sentence);
            dialog.answer(texts.get("fault.close"), stage::hide).setCancelButton(true);
            FaultDialog.open(stage, dialog);
        });
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        toolkit.exit();
    }
}
