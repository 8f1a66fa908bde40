package dev.culvert.cli;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** How {@code culvert tcp} shows its endpoint. */
interface EndpointView {

    /** Before anything else. */
    void begin(JsonNode endpoint) throws CommandFailure;

    /** From time to time, with what the API says of the endpoint now. */
    void update(JsonNode endpoint) throws CommandFailure;

    /** After everything else. */
    void end();

    /** The time from one update to the next. */
    Duration pause();
}
