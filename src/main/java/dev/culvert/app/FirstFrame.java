package dev.culvert.app;

import java.lang.management.ManagementFactory;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down, once, how long it took from the start of the JVM until the window was drawn. */
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
                // the start that the system tells is rounded to a second in some places
                long millis = System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime();
                log.info("The window was drawn {} ms after the start", millis);
            }
        });
    }
}
