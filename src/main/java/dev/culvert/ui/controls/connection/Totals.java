package dev.culvert.ui.controls.connection;

import java.util.List;

/**
 * The sums of what is shown.
 *
 * @param count connections
 * @param bytesIn client to endpoint
 * @param bytesOut endpoint to client
 * @param inRate bytes in per second
 * @param outRate bytes out per second
 */
public record Totals(int count, long bytesIn, long bytesOut, double inRate, double outRate) {

    /** Of no connections. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    /** Sums ended ones up. */
    public static Totals ofClosed(List<ClosedRow> rows) {
        long in = 0;
        long out = 0;
        for (ClosedRow row : rows) {
            in += row.bytesIn();
            out += row.bytesOut();
        }
        return new Totals(rows.size(), in, out, 0, 0);
    }
}
