package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What HAProxy and nginx are told. */
class OtherProgramsTest {

    private static final Program.Setup SETUP = new Program.Setup(2, 4300, 20001, 20002);
    private static final Path EXECUTABLE = Path.of("program");

    @TempDir
    Path modules;

    @Test
    void haproxySplicesWhereItCan() {
        String text = new HaproxyProgram(EXECUTABLE, "HAProxy version 2.6.12\nFeature list : +EPOLL +LINUX_SPLICE")
                .configuration(SETUP);

        assertThat(text)
                .contains(
                        "nbthread 2",
                        "maxconn 4300",
                        "bind 127.0.0.1:20001 ",
                        "server upstream 127.0.0.1:20002",
                        "option splice-request",
                        "option splice-response",
                        "tune.pipesize 1048576");
    }

    @Test
    void haproxyIsNotToldToSpliceWhereItWouldRefuseThat() {
        String text = new HaproxyProgram(EXECUTABLE, "Feature list : +KQUEUE -LINUX_SPLICE").configuration(SETUP);

        assertThat(text).contains("nbthread 2").doesNotContain("splice", "pipe");
    }

    @Test
    void nginxLoadsItsModuleWhereItLies() throws IOException {
        String about = "nginx version: nginx/1.22.1\nconfigure arguments: --modules-path=" + modules
                + " --with-stream_ssl_module --with-stream=dynamic";
        assertThat(new NginxProgram(EXECUTABLE, about).canStream()).isFalse();

        Path module = Files.writeString(modules.resolve("ngx_stream_module.so"), "");
        var nginx = new NginxProgram(EXECUTABLE, about);

        assertThat(nginx.canStream()).isTrue();
        assertThat(nginx.configuration(SETUP))
                .startsWith("load_module " + module + ";")
                .contains("worker_processes 2;", "listen 127.0.0.1:20001 ", "proxy_pass 127.0.0.1:20002;", "64k");
    }

    @Test
    void nginxMayHaveItBuiltIn() {
        var nginx = new NginxProgram(EXECUTABLE, "configure arguments: --with-http_ssl_module --with-stream --with-x");

        assertThat(nginx.canStream()).isTrue();
        assertThat(nginx.configuration(SETUP)).startsWith("worker_processes").doesNotContain("load_module");
    }

    @Test
    void nginxWithoutItCannotForward() {
        assertThat(new NginxProgram(EXECUTABLE, "configure arguments: --with-stream_ssl_module").canStream())
                .isFalse();
    }
}
