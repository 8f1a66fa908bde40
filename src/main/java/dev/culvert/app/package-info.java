/** The composition root: builds the object graph by hand and closes it in reverse. */
@NullMarked
package dev.culvert.app;

import org.jspecify.annotations.NullMarked;
