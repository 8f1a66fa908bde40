/** Where events go: a table of the destinations with how each is doing, and the dialog that makes and changes them. */
@NullMarked
package dev.culvert.ui.history.destinations;

import org.jspecify.annotations.NullMarked;
