package dev.culvert.cli.bench;

/**
 * A forwarder that is not measured.
 *
 * @param kind which
 * @param sentence why, and what to do about it
 */
record Absent(ForwarderKind kind, String sentence) {}
