package dev.culvert.ui.policy;

/**
 * Something that may be written at a place.
 *
 * @param label what it is called
 * @param detail its type or kind, in a word
 * @param help what it is, in a line
 * @param insertion what is written; a line break in it is followed by the indentation of the line it goes into
 */
record Completion(String label, String detail, String help, String insertion) {}
