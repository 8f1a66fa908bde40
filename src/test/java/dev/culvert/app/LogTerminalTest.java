package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class LogTerminalTest {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;

    @BeforeEach
    void listen() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        context.stop();
        System.setOut(usualOut);
        System.setErr(usualErr);
    }

    private ExecutionStatus configure() {
        var terminal = new LogTerminal();
        terminal.setContext(context);
        return terminal.configure(context);
    }

    @Test
    void warnings_go_to_standard_error_and_nothing_to_standard_output() {
        assertThat(configure()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        context.getLogger("dev.culvert.app.Main").info("all is well");
        context.getLogger("dev.culvert.app.Main").warn("the disk is full");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("WARN  Main: the disk is full")
                .doesNotContain("well");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void what_the_program_tells_is_there_for_the_file_and_what_libraries_tell_is_not() {
        configure();
        assertThat(context.getLogger("dev.culvert.app.Main").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("io.netty").isInfoEnabled()).isFalse();
    }

    @Test
    void a_configuration_that_somebody_named_holds() {
        System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "somewhere.xml");
        try {
            assertThat(configure()).isEqualTo(ExecutionStatus.NEUTRAL);
        } finally {
            System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        }
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    @Test
    void the_tests_log_by_their_own_configuration() {
        var root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        assertThat(root.getAppender("console")).isNotNull();
        assertThat(root.getAppender("stderr")).isNull();
    }
}
