package dev.culvert.ui.policy;

import dev.culvert.policy.text.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;

/** The style classes of every stretch of a policy's text. */
final class Colouring {

    private final PolicyText text;
    private final List<Finding> findings;
    private @Nullable List<Token> tokens;

    /**
     * Colours a text.
     *
     * @param findings read at every call
     */
    Colouring(PolicyText text, List<Finding> findings) {
        this.text = text;
        this.findings = findings;
    }

    /** To be called after every change of the text. */
    void forget() {
        tokens = null;
    }

    /** The styles between two offsets that differ. */
    StyleSpans<Collection<String>> of(int start, int end) {
        List<Token> all = tokens();
        List<Finding> here = findings.stream()
                .filter(f -> f.range().start() < end && reach(f) > start)
                .toList();
        var builder = new StyleSpansBuilder<Collection<String>>();
        int at = start;
        for (int i = firstAfter(all, start); at < end; ) {
            Token token = i < all.size() ? all.get(i) : null;
            String style = token != null && token.start() <= at ? token.kind().style() : "";
            int to = style.isEmpty() ? (token == null ? end : token.start()) : token == null ? end : token.end();
            to = Math.min(to, end);
            for (Finding finding : here) {
                to = nearer(at, to, finding.range().start());
                to = nearer(at, to, reach(finding));
            }
            builder.add(styles(style, here, at), to - at);
            at = to;
            if (token != null && at >= token.end()) {
                i++;
            }
        }
        return builder.create();
    }

    private List<Token> tokens() {
        List<Token> known = tokens;
        if (known == null) {
            known = Tokens.of(text.text());
            tokens = known;
        }
        return known;
    }

    private static int nearer(int at, int to, int candidate) {
        return candidate > at && candidate < to ? candidate : to;
    }

    /** An empty range marks one character. */
    private static int reach(Finding finding) {
        return Math.max(finding.range().end(), finding.range().start() + 1);
    }

    private static Collection<String> styles(String style, List<Finding> here, int at) {
        List<String> styles = new ArrayList<>();
        if (!style.isEmpty()) {
            styles.add(style);
        }
        here.stream()
                .filter(f -> f.range().start() <= at && reach(f) > at)
                .map(Finding::severity)
                .min(Comparable::compareTo)
                .ifPresent(worst -> styles.add("found-" + worst.wireName()));
        return styles;
    }

    /** The index of the first token that ends after an offset. */
    private static int firstAfter(List<Token> tokens, int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
