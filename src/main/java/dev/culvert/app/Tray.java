package dev.culvert.app;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.AppIcon;
import java.awt.AWTException;
import java.awt.GraphicsEnvironment;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The icon in the system's tray: a way to the window and to the end of the program. There while the program runs without
 * its window; AWT is not loaded before.
 */
final class Tray implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tray.class);

    private final Runnable open;
    private final Runnable quit;
    private @Nullable TrayIcon icon;

    /** Does nothing yet. Both are run on a thread of AWT's. */
    Tray(Runnable open, Runnable quit) {
        this.open = open;
        this.quit = quit;
    }

    /** Whether the desktop has one that takes icons. Waits for the system, and loads AWT. */
    static boolean isThere() {
        try {
            return !GraphicsEnvironment.isHeadless() && SystemTray.isSupported();
        } catch (RuntimeException | LinkageError e) {
            log.info("The tray cannot be used: {}", e.toString());
            return false;
        }
    }

    /** Shows the icon, until {@link #close()}. */
    synchronized void show() {
        if (icon != null) {
            return;
        }
        Messages texts = Messages.of(Tray.class);
        var menu = new PopupMenu();
        menu.add(item(texts.get("tray.open"), open));
        menu.add(item(texts.get("tray.quit"), quit));
        SystemTray tray = SystemTray.getSystemTray();
        // AWT leaves pixels out to make a picture smaller
        var drawn = AppIcon.fitting(tray.getTrayIconSize().height);
        var made = new TrayIcon(Toolkit.getDefaultToolkit().createImage(drawn), "Culvert", menu);
        made.setImageAutoSize(true);
        made.addActionListener(event -> open.run());
        try {
            tray.add(made);
            icon = made;
        } catch (AWTException e) {
            log.warn("The tray does not take the icon; starting Culvert again shows its window. {}", e.toString());
        }
    }

    private static MenuItem item(String text, Runnable run) {
        var item = new MenuItem(text);
        item.addActionListener(event -> run.run());
        return item;
    }

    /** Takes the icon away. */
    @Override
    public synchronized void close() {
        if (icon != null) {
            SystemTray.getSystemTray().remove(icon);
            icon = null;
        }
    }
}
