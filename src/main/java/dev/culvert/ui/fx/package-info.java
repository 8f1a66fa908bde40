/** What touches the JavaFX toolkit itself: its thread, its pulse, the loading of views. */
@NullMarked
package dev.culvert.ui.fx;

import org.jspecify.annotations.NullMarked;
