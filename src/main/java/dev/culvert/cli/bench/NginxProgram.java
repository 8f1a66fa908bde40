package dev.culvert.cli.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream module of nginx as one would tune it for this: as many workers as Culvert has event loops, large buffers. */
final class NginxProgram implements Program {

    private static final Pattern BUILT_IN = Pattern.compile("--with-stream(\\s|$)");
    private static final Pattern LOADABLE = Pattern.compile("--with-stream=dynamic");
    private static final Pattern MODULES = Pattern.compile("--modules-path=(\\S+)");

    private final Path executable;
    private final String about;

    NginxProgram(Path executable) {
        this(executable, Programs.ask(executable, "-V"));
    }

    NginxProgram(Path executable, String about) {
        this.executable = executable;
        this.about = about;
    }

    /** Whether it can forward TCP: the module is built in, or lies where modules lie. */
    boolean canStream() {
        return BUILT_IN.matcher(about).find() || module().isPresent();
    }

    private Optional<Path> module() {
        Matcher modules = MODULES.matcher(about);
        return LOADABLE.matcher(about).find() && modules.find()
                ? Optional.of(Path.of(modules.group(1)).resolve("ngx_stream_module.so"))
                        .filter(Files::isRegularFile)
                : Optional.empty();
    }

    @Override
    public ForwarderKind kind() {
        return ForwarderKind.NGINX;
    }

    @Override
    public String version() {
        return Programs.version(about);
    }

    @Override
    public String configuration(Setup setup) {
        String load = module().map(m -> "load_module " + m + ";\n").orElse("");
        int descriptors = 2 * setup.connections() + 100;
        return """
            %sworker_processes %d;
            worker_rlimit_nofile %d;
            daemon off;
            pid nginx.pid;
            error_log nginx-error.log crit;
            events {
              worker_connections %d;
            }
            stream {
              server {
                listen 127.0.0.1:%d backlog=4096;
                proxy_pass 127.0.0.1:%d;
                proxy_buffer_size 64k;
                proxy_timeout 1h;
                proxy_half_close on;
                tcp_nodelay on;
              }
            }
            """.formatted(load, setup.workers(), descriptors, descriptors, setup.port(), setup.upstreamPort());
    }

    @Override
    public List<String> command(Path configuration) {
        return List.of(
                executable.toString(),
                "-p",
                String.valueOf(configuration.toAbsolutePath().getParent()),
                "-c",
                configuration.toString());
    }
}
