package dev.culvert.ui.policy;

/**
 * A stretch of a policy's text that is written in a colour of its own.
 *
 * @param start offset of the first character
 * @param end offset after the last one
 * @param kind what it is
 */
record Token(int start, int end, Kind kind) {

    /** What a stretch is. */
    enum Kind {
        KEY("key"),
        TEXT("text-value"),
        NUMBER("number"),
        WORD("word"),
        COMMENT("comment"),
        MARK("mark"),
        VARIABLE("variable"),
        FUNCTION("function");

        private final String style;

        Kind(String style) {
            this.style = style;
        }

        /** Its style class. */
        String style() {
            return style;
        }
    }
}
