package dev.culvert.cli;

import java.net.URI;
import java.nio.file.Path;

/** A gateway that runs in this process. Any thread may call it. */
public interface RunningGateway extends AutoCloseable {

    /** Where its API listens. */
    URI api();

    /** The file with the key for the API. */
    Path keyFile();

    /** Lets open connections finish within a limit and ends it. Waits for that; a second call does nothing. */
    @Override
    void close();

    /** Waits until it has ended. */
    void awaitEnd() throws InterruptedException;
}
