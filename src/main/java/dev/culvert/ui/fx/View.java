package dev.culvert.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/**
 * A screen and its controller. The FXML lies beside the controller and is found from its class: {@code XxxController}
 * has {@code xxx.fxml} with a lower-case first letter, and the {@code messages} bundle of its package.
 *
 * @param root the loaded nodes
 * @param controller what drives them
 */
public record View<C>(Parent root, C controller) {

    private static final String SUFFIX = "Controller";

    /**
     * Loads the view of a controller class. On the JavaFX thread.
     *
     * @throws IllegalStateException if the class has no FXML beside it
     */
    public static <C> View<C> load(Class<C> type, Supplier<? extends C> maker) {
        String name = fxmlName(type);
        URL fxml = type.getResource(name);
        if (fxml == null) {
            throw new IllegalStateException(name + " is missing beside " + type.getName());
        }
        var loader = new FXMLLoader(fxml, messages(type));
        loader.setControllerFactory(wanted -> {
            if (wanted != type) {
                throw new IllegalStateException(name + " names the controller " + wanted.getName());
            }
            return maker.get();
        });
        try {
            Parent root = loader.load();
            return new View<>(root, loader.getController());
        } catch (IOException e) {
            throw new UncheckedIOException(fxml + " cannot be loaded", e);
        }
    }

    /** The name of the FXML that belongs to a controller class. */
    public static String fxmlName(Class<?> controller) {
        String name = controller.getSimpleName();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return Character.toLowerCase(stem.charAt(0)) + stem.substring(1) + ".fxml";
    }

    /** The texts of the package that a class is in. */
    public static ResourceBundle messages(Class<?> type) {
        return ResourceBundle.getBundle(type.getPackageName() + ".messages");
    }
}
