package dev.culvert.ui.controls.connection;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.controls.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say of one connection.
 *
 * @param id the connection
 * @param endpoint the endpoint that accepted it
 * @param client who connected
 * @param tone what its state means
 * @param state its state, or why it ended, in a word or two
 * @param sentence the same as a sentence
 * @param error what the operating system or a library said; null if nothing
 * @param lines the rest, in order
 * @param open whether it can be killed
 */
public record Facts(
        ConnectionId id,
        EndpointId endpoint,
        String client,
        Tone tone,
        String state,
        String sentence,
        @Nullable String error,
        List<Line> lines,
        boolean open) {

    /** One fact with its name. */
    public record Line(String name, String text) {}
}
