package dev.culvert.ui.policy;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The numbers of the lines, with a mark where something was found. */
final class Gutter {

    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass INFO = PseudoClass.getPseudoClass("info");

    private final List<Finding> findings;
    /** The editor drops its nodes without a word. */
    private final Map<Node, Integer> lines = Collections.synchronizedMap(new WeakHashMap<>());

    Gutter(List<Finding> findings) {
        this.findings = findings;
    }

    /** What stands before a line; lines count from 0. */
    Node node(int line) {
        var number = new Label(Integer.toString(line + 1));
        number.getStyleClass().add("line-number");
        number.setAlignment(Pos.CENTER_RIGHT);
        var mark = new Region();
        mark.getStyleClass().add("line-mark");
        var node = new HBox(mark, number);
        node.getStyleClass().add("gutter");
        node.setAlignment(Pos.CENTER_LEFT);
        lines.put(node, line);
        dress(node, line);
        return node;
    }

    /** To be called when there are other findings. */
    void refresh() {
        Map.copyOf(lines).forEach(this::dress);
    }

    private void dress(Node node, int line) {
        Optional<Severity> worst = findings.stream()
                .filter(f -> f.range().line() == line + 1)
                .map(Finding::severity)
                .min(Comparable::compareTo);
        node.pseudoClassStateChanged(
                ERROR, worst.filter(s -> s == Severity.ERROR).isPresent());
        node.pseudoClassStateChanged(
                WARNING, worst.filter(s -> s == Severity.WARNING).isPresent());
        node.pseudoClassStateChanged(INFO, worst.filter(s -> s == Severity.INFO).isPresent());
    }
}
