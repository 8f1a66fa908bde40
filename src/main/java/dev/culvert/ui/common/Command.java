package dev.culvert.ui.common;

/**
 * Something that can be done from the palette.
 *
 * @param text what it does or opens
 * @param hint a second, quieter word: a shortcut or an address; empty for none
 * @param icon an Ikonli literal of the Feather pack
 * @param run does it, on the JavaFX thread
 */
public record Command(String text, String hint, String icon, Runnable run) {}
