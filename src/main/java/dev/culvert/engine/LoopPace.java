package dev.culvert.engine;

import dev.culvert.model.DurationTally.Counted;

/**
 * How one event loop keeps its time since the engine started.
 *
 * @param loop its number, from 1
 * @param lag by how much it was late for its timer, which it has at most once a second
 * @param policies how long policies took to decide on it
 */
public record LoopPace(int loop, Counted lag, Counted policies) {}
