/** The nouns of events: what happens, who wants to hear of it, and where it goes. */
@NullMarked
package dev.culvert.model.event;

import org.jspecify.annotations.NullMarked;
