package dev.culvert.ui.connections;

import dev.culvert.ui.controls.connection.Totals;
import java.util.List;

/** Sums open connections up. */
final class LiveTotals {

    private LiveTotals() {}

    static Totals of(List<LiveRow> rows) {
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
}
