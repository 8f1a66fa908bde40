package dev.culvert.gateway.export;

import dev.culvert.gateway.History;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.Order;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Writes ended connections one after the other, so that memory does not grow with their number. Waits for the disk and for whoever
 * reads, so never on the JavaFX thread or an event loop.
 */
public final class ConnectionExport {

    private final History history;

    /** An export of a history. */
    public ConnectionExport(History history) {
        this.history = history;
    }

    /**
     * Writes all that meet a filter, in UTF-8.
     *
     * @param isCancelled asked before each
     * @return how many were written
     * @throws IOException if the stream does not take them
     */
    public long write(
            ConnectionFilter filter, Order order, ExportFormat format, OutputStream out, BooleanSupplier isCancelled)
            throws IOException {
        long[] written = new long[1];
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        if (format == ExportFormat.CSV) {
            CsvLine.head(writer);
        }
        try {
            history.each(filter, order, connection -> {
                if (isCancelled.getAsBoolean()) {
                    return false;
                }
                line(writer, format, connection);
                written[0]++;
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
        return written[0];
    }

    private static void line(Writer writer, ExportFormat format, ClosedConnection connection) {
        try {
            if (format == ExportFormat.CSV) {
                CsvLine.write(writer, connection);
            } else {
                JsonLine.write(writer, connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
