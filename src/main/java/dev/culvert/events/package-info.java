/** Where events go: today the history on disk. */
@NullMarked
package dev.culvert.events;

import org.jspecify.annotations.NullMarked;
