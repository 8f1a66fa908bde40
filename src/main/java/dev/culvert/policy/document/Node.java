package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;

/** A piece of a YAML or JSON text. Immutable. */
public sealed interface Node permits ScalarNode, ListNode, MapNode {

    /** Where it stands; for an alias, where its anchor stands. */
    TextRange range();

    /** What it is, in a user's words: {@code a text}, {@code a list}. */
    String kind();

    /** How many nodes there are in it, itself and what aliases repeat included. */
    int size();

    /** How it is worth knowing again: equal content gives equal text, wherever it stands and however it is written. */
    String canonical();
}
