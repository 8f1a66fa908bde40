package dev.culvert.ui.controls.connection;

import dev.culvert.ui.common.UiSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.util.Duration;

/**
 * Keeps the columns of a table as the user left them: {@code state:92,-rate:80;client:a}, that is each column with its
 * width in order, a minus before the hidden ones, and after the semicolon what it is sorted by.
 */
final class ColumnMemory<R> {

    private static final Duration QUIET = Duration.millis(400);
    private static final double NARROWEST = 24;
    private static final double WIDEST = 2_000;

    private final UiSettings settings;
    private final String name;
    private final TableView<R> table;
    private final PauseTransition later = new PauseTransition(QUIET);
    private boolean restoring;

    /**
     * A memory for a table whose columns have ids.
     *
     * @param name the setting's name
     */
    ColumnMemory(UiSettings settings, String name, TableView<R> table) {
        this.settings = settings;
        this.name = name;
        this.table = table;
    }

    /** Brings back what was kept. What is not understood, or was not yet known, stays as it is. */
    void restore() {
        String[] parts = settings.get(name).orElse("").split(";", -1);
        restoring = true;
        restoreColumns(parts[0]);
        if (parts.length > 1) {
            restoreOrder(parts[1]);
        }
        restoring = false;
    }

    private void restoreColumns(String kept) {
        Map<String, TableColumn<R, ?>> known = new HashMap<>();
        table.getColumns().forEach(c -> known.put(c.getId(), c));
        List<TableColumn<R, ?>> ordered = new ArrayList<>();
        for (String entry : kept.split(",", -1)) {
            String[] keyAndWidth = entry.split(":", -1);
            boolean hidden = entry.startsWith("-");
            TableColumn<R, ?> column = known.remove(hidden ? keyAndWidth[0].substring(1) : keyAndWidth[0]);
            if (column != null && keyAndWidth.length == 2 && keyAndWidth[1].matches("\\d{1,4}")) {
                column.setPrefWidth(Math.clamp(Integer.parseInt(keyAndWidth[1]), NARROWEST, WIDEST));
                column.setVisible(!hidden);
                ordered.add(column);
            }
        }
        List<TableColumn<R, ?>> rest = new ArrayList<>(table.getColumns());
        rest.removeAll(ordered);
        ordered.addAll(rest);
        table.getColumns().setAll(ordered);
    }

    private void restoreOrder(String kept) {
        List<TableColumn<R, ?>> order = new ArrayList<>();
        for (String entry : kept.split(",", -1)) {
            for (TableColumn<R, ?> column : table.getColumns()) {
                if (entry.equals(column.getId() + ":a") || entry.equals(column.getId() + ":d")) {
                    column.setSortType(entry.endsWith("a") ? SortType.ASCENDING : SortType.DESCENDING);
                    order.add(column);
                }
            }
        }
        table.getSortOrder().setAll(order);
    }

    /** Keeps every change from now on, a moment after the last one. */
    void watch(ColumnFill widths) {
        later.setOnFinished(e -> save(widths));
        Runnable changed = () -> {
            if (!restoring) {
                later.playFromStart();
            }
        };
        table.getColumns().addListener((ListChangeListener<Object>) change -> changed.run());
        table.getSortOrder().addListener((ListChangeListener<Object>) change -> changed.run());
        for (TableColumn<R, ?> column : table.getColumns()) {
            column.widthProperty().subscribe((old, now) -> changed.run());
            column.visibleProperty().subscribe((old, now) -> changed.run());
            column.sortTypeProperty().subscribe((old, now) -> changed.run());
        }
    }

    private void save(ColumnFill widths) {
        String columns = table.getColumns().stream()
                .map(c -> (c.isVisible() ? "" : "-") + c.getId() + ":" + Math.round(widths.width(c)))
                .collect(Collectors.joining(","));
        String order = table.getSortOrder().stream()
                .map(c -> c.getId() + (c.getSortType() == SortType.ASCENDING ? ":a" : ":d"))
                .collect(Collectors.joining(","));
        String text = columns + ";" + order;
        if (!settings.get(name).equals(Optional.of(text))) {
            settings.put(name, text);
        }
    }
}
