package dev.culvert.policy.text;

/**
 * A way out of a finding that a program can take.
 *
 * @param title what it does, as a command: {@code Allow every other address}
 * @param edit the change of the text
 */
public record QuickFix(String title, TextEdit edit) {}
