package dev.culvert.model;

/** Whether the upstream is told the client's address in a header before the client's first byte (HAProxy's PROXY protocol). */
public enum ProxyProtocol {
    /** No header. */
    NONE(""),
    /** The text line of version 1. */
    V1("1"),
    /** The binary header of version 2. */
    V2("2");

    private final String wireName;

    ProxyProtocol(String wireName) {
        this.wireName = wireName;
    }

    /** As ngrok writes it: empty, {@code 1} or {@code 2}. */
    public String wireName() {
        return wireName;
    }

    /**
     * The version with that name.
     *
     * @throws InvalidValue if there is none
     */
    public static ProxyProtocol parse(String text) {
        return switch (text) {
            case "", "none" -> NONE;
            case "1", "v1" -> V1;
            case "2", "v2" -> V2;
            default ->
                throw new InvalidValue("'" + text + "' is not a version of the PROXY protocol; write 1, 2 or nothing.");
        };
    }
}
