package dev.culvert.ui.common;

import dev.culvert.gateway.Gateway;
import dev.culvert.ui.fx.Pulse;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What every page is given.
 *
 * @param gateway the one door to the control plane
 * @param pulse the timer that drives live figures
 * @param background for work that waits, such as reading the history; never the JavaFX thread
 * @param settings what the user has chosen
 * @param installation what the program knows of itself
 * @param notices short messages to the user
 * @param modal the layer for dialogs
 * @param appearance light or dark, as the user chose
 * @param clock the time
 */
public record UiContext(
        Gateway gateway,
        Pulse pulse,
        Executor background,
        UiSettings settings,
        Installation installation,
        Notices notices,
        Modal modal,
        Appearance appearance,
        Clock clock) {}
