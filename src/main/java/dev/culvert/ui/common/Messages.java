package dev.culvert.ui.common;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** The texts of one feature package, from its {@code messages} bundle. Any thread may read them. */
public final class Messages {

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts of the package that the class is in. */
    public static Messages of(Class<?> type) {
        return new Messages(ResourceBundle.getBundle(type.getPackageName() + ".messages"));
    }

    /**
     * The text with that key, with the arguments in their places as {@link MessageFormat} has them.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : MessageFormat.format(text, arguments);
    }
}
