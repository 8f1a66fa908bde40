package dev.culvert.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.ui.fx.View;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;

/** Every FXML, every controller and every message of the screens, whether a test opens them or not. */
final class ScreenFilesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path SCREENS = SOURCES.resolve("dev/culvert/ui");
    private static final Pattern CONTROLLER = Pattern.compile("fx:controller=\"([^\"]+)\"");
    private static final Pattern HANDLER = Pattern.compile("\\bon[A-Z]\\w*=\"#(\\w+)\"");
    private static final Pattern ID = Pattern.compile("fx:id=\"(\\w+)\"");
    private static final Pattern FXML_KEY = Pattern.compile("\"%([\\w.]+)\"");
    private static final Pattern CODE_KEY =
            Pattern.compile("(?:texts|messages|Messages\\.of\\([\\w.]+\\))\\s*\\.get\\(\\s*\"([\\w.]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([\\w.-]+)\"");

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    static List<Path> fxmls() {
        return files(name -> name.endsWith(".fxml"));
    }

    @ParameterizedTest
    @MethodSource("fxmls")
    void an_fxml_loads(Path fxml) {
        String bare =
                CONTROLLER.matcher(HANDLER.matcher(text(fxml)).replaceAll("")).replaceAll("");
        var loaded = new CompletableFuture<Object>();
        Platform.runLater(() -> {
            try {
                var loader = new FXMLLoader(url(fxml), ResourceBundle.getBundle(packageOf(fxml) + ".messages"));
                loaded.complete(loader.load(new ByteArrayInputStream(bare.getBytes(StandardCharsets.UTF_8))));
            } catch (IOException | RuntimeException e) {
                loaded.completeExceptionally(e);
            }
        });
        assertThat(loaded.join()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("fxmls")
    void an_fxml_and_its_controller_know_each_other(Path fxml) throws Exception {
        String text = text(fxml);
        Class<?> controller = Class.forName(
                all(CONTROLLER, text).findFirst().orElseThrow(() -> new AssertionError("no fx:controller")));
        assertThat(View.fxmlName(controller)).isEqualTo(fxml.getFileName().toString());
        Set<String> ids = new TreeSet<>(all(ID, text).toList());
        List<String> fields = Stream.of(controller.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(FXML.class))
                .map(Field::getName)
                .toList();
        assertThat(ids).as("what %s wants", controller.getSimpleName()).containsAll(fields);
        List<String> methods = Stream.of(controller.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FXML.class))
                .map(java.lang.reflect.Method::getName)
                .toList();
        assertThat(methods)
                .as("what %s calls", fxml.getFileName())
                .containsAll(all(HANDLER, text).toList());
    }

    @Test
    void every_message_that_is_named_exists() {
        List<String> missing = new ArrayList<>();
        for (Path file : files(name -> name.endsWith(".fxml") || name.endsWith(".java"))) {
            String text = text(file);
            List<String> keys =
                    Stream.concat(all(FXML_KEY, text), all(CODE_KEY, text)).toList();
            ResourceBundle bundle = keys.isEmpty() ? null : bundle(file);
            for (String key : keys) {
                boolean exists = bundle != null
                        && (bundle.containsKey(key)
                                || bundle.keySet().stream()
                                        .anyMatch(known -> key.endsWith(".") && known.startsWith(key)));
                if (!exists) {
                    missing.add(file.getFileName() + ": " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_message_is_named() {
        List<String> forgotten = new ArrayList<>();
        for (Path bundle : files(name -> name.equals("messages.properties"))) {
            Path folder = Objects.requireNonNull(bundle.getParent());
            String sources = String.join(
                    "\n",
                    files(name -> name.endsWith(".java") || name.endsWith(".fxml")).stream()
                            .filter(file -> folder.equals(file.getParent()))
                            .map(ScreenFilesTest::text)
                            .toList());
            Set<String> named = new TreeSet<>(all(LITERAL, sources).toList());
            named.addAll(all(FXML_KEY, sources).toList());
            bundle(bundle).keySet().stream()
                    .filter(key -> !named.contains(key)
                            && named.stream().noneMatch(part -> part.endsWith(".") && key.startsWith(part)))
                    .forEach(key -> forgotten.add(folder.getFileName() + ": " + key));
        }
        assertThat(forgotten).isEmpty();
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static ResourceBundle bundle(Path file) {
        return ResourceBundle.getBundle(packageOf(file) + ".messages");
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(Objects.requireNonNull(file.getParent()))
                .toString()
                .replace(java.io.File.separatorChar, '.');
    }

    private static java.net.@Nullable URL url(Path file) {
        return ScreenFilesTest.class.getResource(
                "/" + SOURCES.relativize(file).toString().replace('\\', '/'));
    }

    private static List<Path> files(Predicate<String> wanted) {
        try (Stream<Path> tree = Files.walk(SCREENS)) {
            return tree.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
