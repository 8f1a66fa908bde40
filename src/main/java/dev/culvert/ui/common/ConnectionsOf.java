package dev.culvert.ui.common;

import dev.culvert.model.EndpointId;

/** Makes a view of the open connections of one endpoint, for pages that do not know how. */
@FunctionalInterface
public interface ConnectionsOf {

    /** The connections of that endpoint, live. On the JavaFX thread. */
    LiveNode show(EndpointId endpoint);
}
