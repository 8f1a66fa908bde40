package dev.culvert.ui.common;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Light, dark, or as the system has it: what the user chose, kept in the settings. On the JavaFX thread. */
public final class Appearance {

    /** The setting's name. */
    public static final String SETTING = "appearance";

    /** What can be chosen. */
    public enum Choice {
        /** As the system is, and along with it when it changes. */
        SYSTEM,
        /** Always light. */
        LIGHT,
        /** Always dark. */
        DARK
    }

    private final UiSettings settings;
    private final ReadOnlyObjectWrapper<Choice> choice = new ReadOnlyObjectWrapper<>(Choice.SYSTEM);

    /** What was chosen in an earlier run; the system's way if nothing was. */
    public Appearance(UiSettings settings) {
        this.settings = settings;
        String kept = settings.get(SETTING).orElse("");
        for (Choice known : Choice.values()) {
            if (name(known).equals(kept)) {
                choice.set(known);
            }
        }
    }

    /** What is chosen. */
    public ReadOnlyObjectProperty<Choice> choice() {
        return choice.getReadOnlyProperty();
    }

    /** Chooses, at once and for later runs. */
    public void choose(Choice chosen) {
        choice.set(chosen);
        settings.put(SETTING, name(chosen));
    }

    private static String name(Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
