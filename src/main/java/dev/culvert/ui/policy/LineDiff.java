package dev.culvert.ui.policy;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, with a few equal lines around. */
final class LineDiff {

    private static final int AROUND = 3;

    private LineDiff() {}

    /** What becomes of a line. */
    enum Kind {
        SAME(" ", "same"),
        ADDED("+", "added"),
        REMOVED("-", "removed"),
        /** Lines that are equal and not shown; the text says how many. */
        GAP("", "gap");

        private final String sign;
        private final String style;

        Kind(String sign, String style) {
            this.sign = sign;
            this.style = style;
        }

        String sign() {
            return sign;
        }

        String style() {
            return style;
        }
    }

    /**
     * A line.
     *
     * @param number its number in the text it is in, from 1; 0 for a gap
     */
    record Line(Kind kind, int number, String text) {}

    static List<Line> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        List<Line> all = new ArrayList<>();
        int next = 0;
        int shift = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            int at = delta.getSource().getPosition();
            same(all, old, next, at, shift);
            List<String> gone = delta.getSource().getLines();
            List<String> come = delta.getTarget().getLines();
            for (int i = 0; i < gone.size(); i++) {
                all.add(new Line(Kind.REMOVED, at + i + 1, gone.get(i)));
            }
            for (int i = 0; i < come.size(); i++) {
                all.add(new Line(Kind.ADDED, delta.getTarget().getPosition() + i + 1, come.get(i)));
            }
            next = at + gone.size();
            shift += come.size() - gone.size();
        }
        same(all, old, next, old.size(), shift);
        return List.copyOf(all);
    }

    private static void same(List<Line> all, List<String> old, int from, int to, int shift) {
        int head = from == 0 ? from : Math.min(to, from + AROUND);
        int tail = to == old.size() ? to : Math.max(head, to - AROUND);
        for (int i = from; i < head; i++) {
            all.add(new Line(Kind.SAME, i + 1 + shift, old.get(i)));
        }
        if (tail > head) {
            all.add(new Line(Kind.GAP, 0, Integer.toString(tail - head)));
        }
        for (int i = tail; i < to; i++) {
            all.add(new Line(Kind.SAME, i + 1 + shift, old.get(i)));
        }
    }
}
