package dev.culvert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lines up columns. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> toTheRight;

    /** A table with that head; the columns with these numbers are aligned to the right. */
    TextTable(List<String> head, Set<Integer> toTheRight) {
        rows.add(head);
        this.toTheRight = toTheRight;
    }

    void add(List<String> row) {
        rows.add(row);
    }

    List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP).append(toTheRight.contains(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
