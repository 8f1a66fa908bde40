package dev.culvert.app;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * How the program logs at first: warnings, on standard error, because standard output belongs to what the commands print.
 * Logback finds it as a service. In code, because to read the same from XML takes an XML parser and 400 more classes, at every
 * start and for good. Where somebody has named a configuration by {@code -Dlogback.configurationFile}, or put a
 * {@link Configurator} of a higher rank beside this one, as the tests do, that holds.
 */
public final class LogTerminal extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{HH:mm:ss} %-5level %logger{0}: %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.NEUTRAL;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();

        var filter = new ThresholdFilter();
        filter.setContext(context);
        filter.setLevel(Level.WARN.toString());
        filter.start();

        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.addFilter(filter);
        appender.setEncoder(encoder);
        appender.start();

        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.culvert").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
