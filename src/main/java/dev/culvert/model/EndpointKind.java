package dev.culvert.model;

/** The two kinds of endpoint, as ngrok tells them apart. */
public enum EndpointKind {
    /** Forwards what its policy lets pass to its upstream. */
    AGENT("agent"),
    /** Has no upstream: its policy must decide every connection. */
    CLOUD("cloud");

    private final String wireName;

    EndpointKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in configuration files and in the store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The kind with that name; {@code ephemeral}, ngrok's older word for agent endpoints, is understood.
     *
     * @throws InvalidValue if there is none
     */
    public static EndpointKind parse(String text) {
        return switch (text) {
            case "agent", "ephemeral" -> AGENT;
            case "cloud" -> CLOUD;
            default -> throw new InvalidValue("ERR_NGROK_248", "'" + text + "' is not a type; write agent or cloud.");
        };
    }
}
