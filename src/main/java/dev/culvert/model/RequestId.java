package dev.culvert.model;

/**
 * The identity of an HTTP request: its connection and its place in it. Written {@code rq_}, the connection's text and the
 * number, {@code rq_03d5f0c2m1a2b_17}.
 *
 * @param connection the connection that it came over
 * @param number 1 for the first request of the connection, 2 for the next
 */
public record RequestId(ConnectionId connection, long number) {

    private static final String PREFIX = "rq_";
    private static final String CONNECTION = "cn_";

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws InvalidValue if the text is no request id
     */
    public static RequestId parse(String text) {
        int mark = text.lastIndexOf('_');
        if (text.startsWith(PREFIX) && mark > PREFIX.length()) {
            try {
                long number = Long.parseLong(text, mark + 1, text.length(), 10);
                if (number > 0) {
                    return new RequestId(
                            ConnectionId.parse(CONNECTION + text.substring(PREFIX.length(), mark)), number);
                }
            } catch (NumberFormatException | InvalidValue e) {
                // answered below, as any other text that is no id
            }
        }
        throw new InvalidValue("'" + text + "' is not a request id; one looks like rq_03d5f0c2m1a2b_17");
    }

    @Override
    public String toString() {
        return PREFIX + connection.toString().substring(CONNECTION.length()) + "_" + number;
    }
}
