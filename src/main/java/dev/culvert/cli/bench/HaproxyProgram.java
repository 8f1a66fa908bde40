package dev.culvert.cli.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * HAProxy as one would tune it for this: as many threads as Culvert has event loops and, where it can, bytes spliced from
 * socket to socket through large pipes ({@code splice-auto} hardly ever does that).
 */
final class HaproxyProgram implements Program {

    private static final String PIPES = "  maxpipes 500\n  tune.pipesize 1048576\n";
    private static final String SPLICE = "  option splice-request\n  option splice-response\n";

    private final Path executable;
    private final String about;

    HaproxyProgram(Path executable) {
        this(executable, Programs.ask(executable, "-vv"));
    }

    HaproxyProgram(Path executable, String about) {
        this.executable = executable;
        this.about = about;
    }

    @Override
    public ForwarderKind kind() {
        return ForwarderKind.HAPROXY;
    }

    @Override
    public String version() {
        return Programs.version(about);
    }

    @Override
    public String configuration(Setup setup) {
        boolean splices = about.contains("+LINUX_SPLICE");
        return """
            global
              nbthread %d
              maxconn %d
              tune.bufsize 65536
            %sdefaults
              mode tcp
              timeout connect 5s
              timeout client 1h
              timeout server 1h
            %slisten bench
              bind 127.0.0.1:%d backlog 4096
              server upstream 127.0.0.1:%d
            """.formatted(
                        setup.workers(),
                        setup.connections(),
                        splices ? PIPES : "",
                        splices ? SPLICE : "",
                        setup.port(),
                        setup.upstreamPort());
    }

    @Override
    public List<String> command(Path configuration) {
        return List.of(executable.toString(), "-db", "-f", configuration.toString());
    }
}
