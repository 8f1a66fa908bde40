package dev.culvert.ui.controls.connection;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts rows on the clipboard. On the JavaFX thread. */
public final class Copying {

    private Copying() {}

    /** The client addresses, one in a line. */
    public static void clients(List<? extends Row> rows) {
        put(rows, row -> row.client().toString());
    }

    /** One line for each row, its values parted by tabs, figures in full and times in ISO 8601. */
    public static <R extends Row> void rows(List<R> rows, Function<R, String> state) {
        put(
                rows,
                row -> String.join(
                        "\t",
                        row.id().toString(),
                        state.apply(row),
                        row.endpoint(),
                        row.client().toString(),
                        row.upstream(),
                        Instant.ofEpochMilli(row.startedAt()).toString(),
                        Long.toString(row.bytesIn()),
                        Long.toString(row.bytesOut())));
    }

    private static <R extends Row> void put(List<R> rows, Function<R, String> line) {
        if (!rows.isEmpty()) {
            var content = new ClipboardContent();
            content.putString(rows.stream().map(line).collect(Collectors.joining("\n")));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
