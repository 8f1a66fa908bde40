package dev.culvert.app;

import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;

/** Has the tests log by {@code logback-test.xml}: logback asks it before the program's own {@link LogTerminal}. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LoggingOfTests extends DefaultJoranConfigurator {}
