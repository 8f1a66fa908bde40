package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program in a process of its own, as users start it. */
final class CulvertProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("culvert (\\S+) listening, API (http://127\\.0\\.0\\.1:\\d+), key file (.+)");

    private static final String API_ADDRESS = "--api-addr";

    private final Process process;
    private final BufferedReader out;
    private final Path errors;
    private final HttpClient http = HttpClient.newHttpClient();
    private String api = "";
    private String key = "";

    private CulvertProcess(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    static CulvertProcess start(Path directory, String... arguments) throws IOException {
        return start(List.of(), List.of(), directory, arguments);
    }

    /** One that can have no more descriptors than so many. */
    static CulvertProcess startWithDescriptors(int most, Path directory, String... arguments) throws IOException {
        return start(List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"), List.of(), directory, arguments);
    }

    /** The desktop, whose window nobody sees. */
    static CulvertProcess desktop(Path directory, String... arguments) throws IOException {
        return desktopOn("Headless", directory, arguments);
    }

    /** The desktop on a platform of JavaFX's; on one that does not exist, as on a display that is gone, no window opens. */
    static CulvertProcess desktopOn(String platform, Path directory, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--data-dir", directory.toString()));
        all.addAll(List.of(arguments));
        if (!all.contains(API_ADDRESS)) {
            all.addAll(List.of(API_ADDRESS, "127.0.0.1:0"));
        }
        return start(
                List.of(),
                List.of("-Dglass.platform=" + platform, "-Dprism.order=sw"),
                directory,
                all.toArray(String[]::new));
    }

    /** That of the tests without the tests, and so without their logging. */
    private static String ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static CulvertProcess start(List<String> prefix, List<String> options, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                ownClassPath()));
        command.addAll(options);
        command.add("dev.culvert.app.Main");
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        return new CulvertProcess(builder.start(), errors);
    }

    /** Waits for the one line that says that it is ready. */
    CulvertProcess awaitReady() throws IOException {
        String line = out.readLine();
        assertThat(line).as("ready line; errors: %s", errors()).isNotNull();
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line).isTrue();
        assertThat(ready.group(1)).isEqualTo(Version.current());
        api = ready.group(2);
        key = Files.readString(Path.of(ready.group(3))).strip();
        return this;
    }

    /** A request on a connection of its own. */
    String requestAnew(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient fresh = HttpClient.newHttpClient()) {
            return request(fresh, method, path, body);
        }
    }

    String request(String method, String path, String body) throws IOException, InterruptedException {
        return request(http, method, path, body);
    }

    private String request(HttpClient http, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + key)
                .header("Ngrok-Version", "2")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What it prints next; null at the end. */
    String nextLine() throws IOException {
        return out.readLine();
    }

    /** All that it prints from here on to its end. */
    String rest() {
        return out.lines().collect(Collectors.joining("\n"));
    }

    /** What it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and answers its exit code. */
    int terminate() throws InterruptedException {
        askToEnd();
        return exitCode();
    }

    void askToEnd() {
        // by its handle, or what it says at its end could not be read
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("it ends within 30 seconds")
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        http.close();
        out.close();
    }
}
