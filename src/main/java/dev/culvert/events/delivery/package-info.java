/** Brings events to the places where they shall go, in order, from the journal, and as often as it takes. */
@NullMarked
package dev.culvert.events.delivery;

import org.jspecify.annotations.NullMarked;
