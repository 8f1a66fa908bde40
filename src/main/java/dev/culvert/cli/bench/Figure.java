package dev.culvert.cli.bench;

/**
 * One of the figures that come out.
 *
 * @param key its name for programs
 * @param measure what the load process calls it
 * @param label its name for people, with the unit
 * @param moreIsBetter whether a larger one is better
 */
record Figure(String key, String measure, String label, boolean moreIsBetter) {}
