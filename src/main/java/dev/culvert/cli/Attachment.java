package dev.culvert.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway that a command works with: the one that runs, or one of the command's own, which ends with it.
 *
 * @param client calls it
 * @param own the command's own gateway; null if another process has it
 */
record Attachment(ApiClient client, @Nullable RunningGateway own) implements AutoCloseable {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    /**
     * Finds the gateway that runs, or starts one.
     *
     * @param apiAddress where the API of a new one listens; null for a free port
     */
    static Attachment find(ApiOptions api, @Nullable InetSocketAddress apiAddress, Surroundings surroundings)
            throws CommandFailure, LaunchFailure {
        if (api.namesGateway()) {
            return new Attachment(api.client(surroundings), null);
        }
        Optional<ApiClient> running = running(api, surroundings);
        if (running.isPresent()) {
            return new Attachment(running.get(), null);
        }
        var options = new LaunchOptions(api.dataDirectory(surroundings), apiAddress == null ? ANY : apiAddress);
        RunningGateway own = surroundings.launcher().serve(options);
        try {
            return new Attachment(new ApiClient(own.api(), () -> key(own)), own);
        } catch (CommandFailure e) {
            own.close();
            throw e;
        }
    }

    private static String key(RunningGateway own) throws CommandFailure {
        try {
            return Files.readString(own.keyFile()).strip();
        } catch (IOException e) {
            throw new CommandFailure("The API key file " + own.keyFile() + " cannot be read; see that you own it.");
        }
    }

    /** The file that says where one runs outlives a gateway that was killed, so what it says is tried. */
    private static Optional<ApiClient> running(ApiOptions api, Surroundings surroundings) {
        try {
            ApiClient client = api.client(surroundings);
            if (client.works()) {
                return Optional.of(client);
            }
            client.close();
        } catch (CommandFailure e) {
            // none was written down
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
        if (own != null) {
            own.close();
        }
    }
}
