package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {

    @TempDir
    Path directory;

    @Test
    void aWindowIsBroughtToTheFrontWhereThereIsOne() {
        try (var gateway = new TestGateway(directory);
                var caller = new HttpCaller(gateway)) {
            var shown = new AtomicInteger();
            assertThat(caller.call("POST", "/api/desktop/show").message())
                    .isEqualTo("This Culvert runs without a window.");

            gateway.server().onShow(shown::incrementAndGet);

            assertThat(caller.call("POST", "/api/desktop/show").status()).isEqualTo(204);
            assertThat(shown).hasValue(1);
        }
    }
}
