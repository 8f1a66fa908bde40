package dev.culvert.events.delivery;

import dev.culvert.events.Event;

/**
 * An event on its way.
 *
 * @param event what happened
 * @param json what is told of it, on one line
 */
record Outgoing(Event event, String json) {}
