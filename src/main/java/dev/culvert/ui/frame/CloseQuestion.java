package dev.culvert.ui.frame;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Modal;
import dev.culvert.ui.controls.AskDialog;
import java.util.function.Consumer;
import javafx.scene.control.Button;

/** Asks, when the window is first closed, whether the program goes on in the tray. */
final class CloseQuestion {

    private CloseQuestion() {}

    /** Escape takes the question away without an answer, and the window stays. */
    static void ask(Modal modal, Consumer<Boolean> keepsRunning) {
        Messages texts = Messages.of(CloseQuestion.class);
        var question = new AskDialog(texts.get("close.title"), texts.get("close.sentence"));
        answer(question, modal, "close-quit", texts.get("close.quit"), () -> keepsRunning.accept(false));
        Button keep = answer(question, modal, "close-keep", texts.get("close.keep"), () -> keepsRunning.accept(true));
        keep.getStyleClass().add("accent");
        keep.setDefaultButton(true);
        modal.show(question, () -> {});
        // Enter presses what has the focus
        keep.requestFocus();
    }

    private static Button answer(AskDialog question, Modal modal, String id, String text, Runnable run) {
        Button button = question.answer(text, () -> {
            modal.close();
            run.run();
        });
        button.setId(id);
        return button;
    }
}
