package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list.
 *
 * @param range where it stands
 * @param items what is in it
 * @param size how many nodes there are in it
 */
public record ListNode(TextRange range, List<Node> items, int size) implements Node {

    /** Copies the items. */
    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public String canonical() {
        return items.stream().map(Node::canonical).collect(Collectors.joining(",", "[", "]"));
    }
}
