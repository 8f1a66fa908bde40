package dev.culvert.ui.common;

import dev.culvert.model.EndpointId;
import javafx.beans.property.BooleanProperty;

/** Makes an editor of the traffic policy of one endpoint, for pages that do not know how. */
@FunctionalInterface
public interface PolicyOf {

    /**
     * The editor of that endpoint's policy. On the JavaFX thread.
     *
     * @param expanded whether the editor has the whole page for itself; the editor sets it, the page follows
     */
    LiveNode show(EndpointId endpoint, BooleanProperty expanded);
}
