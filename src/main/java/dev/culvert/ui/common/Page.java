package dev.culvert.ui.common;

import java.util.List;
import javafx.scene.Parent;

/**
 * One page of the window, as the frame sees it. A page builds its own header with title, search field and main button.
 * Everything is called on the JavaFX thread.
 */
public interface Page {

    /** The word on the rail. */
    String title();

    /** The icon on the rail: an Ikonli literal of the Feather pack, such as {@code fth-server}. */
    String icon();

    /** The live count beside the word; empty where there is none. Read at every beat, so it must be cheap. */
    default String count() {
        return "";
    }

    /** What is shown; always the same object. */
    Parent root();

    /** The page comes into view: takes its subscriptions and the keyboard focus. */
    void shown();

    /** The page goes out of view: drops every subscription that it took. */
    void hidden();

    /** Puts the keyboard focus into the search field, if there is one (Ctrl+F). */
    void focusSearch();

    /** What the palette offers for this page now, whether the page is in view or not. */
    default List<Command> commands() {
        return List.of();
    }
}
