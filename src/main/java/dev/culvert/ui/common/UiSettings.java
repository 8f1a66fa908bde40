package dev.culvert.ui.common;

import java.util.Optional;

/** Keeps the choices of the user by name. Reading and writing may wait for the disk for a few milliseconds. */
public interface UiSettings {

    /** What was chosen, if anything. */
    Optional<String> get(String name);

    /** Keeps a choice. */
    void put(String name, String value);
}
