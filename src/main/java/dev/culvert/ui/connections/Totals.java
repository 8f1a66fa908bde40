package dev.culvert.ui.connections;

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
record Totals(int count, long bytesIn, long bytesOut, double inRate, double outRate) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    static Totals ofLive(List<LiveRow> rows) {
        long in = 0;
        long out = 0;
        double inRate = 0;
        double outRate = 0;
        for (LiveRow row : rows) {
            in += row.bytesIn();
            out += row.bytesOut();
            inRate += row.inRate();
            outRate += row.outRate();
        }
        return new Totals(rows.size(), in, out, inRate, outRate);
    }

    static Totals ofClosed(List<ClosedRow> rows) {
        long in = 0;
        long out = 0;
        for (ClosedRow row : rows) {
            in += row.bytesIn();
            out += row.bytesOut();
        }
        return new Totals(rows.size(), in, out, 0, 0);
    }
}
