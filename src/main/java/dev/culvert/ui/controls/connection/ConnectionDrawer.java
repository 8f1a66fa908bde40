package dev.culvert.ui.controls.connection;

import dev.culvert.ui.fx.View;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The drawer with all the facts of one connection, at the side of a table. */
public final class ConnectionDrawer {

    private ConnectionDrawer() {}

    /**
     * A drawer that is there while there are facts.
     *
     * @param facts what it shows; null for nothing
     * @param requests the HTTP requests of the same connection
     * @param kill ends the connection; offered only while it is open
     * @param close asked to take the facts away
     */
    public static Parent of(
            ObservableValue<@Nullable Facts> facts, RequestListViewModel requests, Runnable kill, Runnable close) {
        return View.load(DetailController.class, () -> new DetailController(facts, requests, kill, close))
                .root();
    }
}
