package dev.culvert.cli.bench;

import java.nio.file.Path;
import java.util.List;

/** A forwarder of others, which is told what to do by a file. */
interface Program {

    /**
     * What it is told.
     *
     * @param workers how many threads or processes forward
     * @param connections how many may be open at once
     * @param port where to listen on 127.0.0.1
     * @param upstreamPort where to forward to on 127.0.0.1
     */
    record Setup(int workers, int connections, int port, int upstreamPort) {}

    ForwarderKind kind();

    String version();

    /** The text of its configuration file. */
    String configuration(Setup setup);

    /** The command that starts it in the foreground with that file. */
    List<String> command(Path configuration);
}
