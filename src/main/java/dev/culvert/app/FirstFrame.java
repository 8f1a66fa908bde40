package dev.culvert.app;

import java.time.Duration;
import java.time.Instant;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down, once, how long it took from the start of the process until the window was drawn. */
final class FirstFrame {

    private static final Logger log = LoggerFactory.getLogger(FirstFrame.class);

    private FirstFrame() {}

    static void whenDrawn(Scene scene) {
        scene.addPostLayoutPulseListener(new Runnable() {
            // the second pulse begins when the first frame has been given to the system
            private boolean isFirst = true;

            @Override
            public void run() {
                if (isFirst) {
                    isFirst = false;
                    Platform.requestNextPulse();
                    return;
                }
                scene.removePostLayoutPulseListener(this);
                ProcessHandle.current()
                        .info()
                        .startInstant()
                        .ifPresent(start -> log.info(
                                "The window was drawn {} ms after the start",
                                Duration.between(start, Instant.now()).toMillis()));
            }
        });
    }
}
