/** What happened: written into the history, and told from there in one order. */
@NullMarked
package dev.culvert.events;

import org.jspecify.annotations.NullMarked;
