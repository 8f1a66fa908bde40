package dev.culvert.ui.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Goes round the parts of a pane with F6, as Tab writes in an editor and so does not lead out of it. */
final class PaneStops {

    private final List<Node> parts;

    /** Round these, as far as something in them can have the focus. */
    PaneStops(Node... parts) {
        this.parts = List.of(parts);
    }

    /** Gives the focus to the part after the one that has it, or before it. */
    void go(boolean back) {
        List<Node> stops = parts.stream()
                .filter(part -> first(part).isPresent() || has(part))
                .toList();
        if (stops.isEmpty()) {
            return;
        }
        Node here = stops.stream().filter(PaneStops::has).findFirst().orElse(stops.getLast());
        int next = Math.floorMod(stops.indexOf(here) + (back ? -1 : 1), stops.size());
        first(stops.get(next)).ifPresent(Node::requestFocus);
    }

    /** Whether the focus is within; a list's own {@code focusWithin} stays when cells go (JavaFX 26). */
    private static boolean has(Node part) {
        Node owner = part.getScene() == null ? null : part.getScene().getFocusOwner();
        while (owner != null && !owner.equals(part)) {
            owner = owner.getParent();
        }
        return owner != null;
    }

    private static Optional<Node> first(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        } else if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        Stream<Node> children =
                node instanceof Parent parent ? parent.getChildrenUnmodifiable().stream() : Stream.empty();
        return children.flatMap(child -> first(child).stream()).findFirst();
    }
}
