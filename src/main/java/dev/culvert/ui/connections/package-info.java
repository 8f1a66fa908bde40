/** The connections: those that are open, as they move, and those that have ended. */
@NullMarked
package dev.culvert.ui.connections;

import org.jspecify.annotations.NullMarked;
