package dev.culvert.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can only be seen in the sources. */
final class SourcesTest {

    private static final Path SOURCES = Path.of("src");
    private static final int WALL = 350;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(");

    @Test
    void no_file_is_longer_than_the_wall() {
        List<String> tooLong = files(".java", ".fxml", ".css")
                .filter(f -> lines(f).size() > WALL)
                .map(f -> f + " has " + lines(f).size() + " lines")
                .toList();
        assertThat(tooLong)
                .as("files over %d lines want to be two ideas in two files", WALL)
                .isEmpty();
    }

    @Test
    void style_sheets_name_tokens_and_no_colours() {
        List<String> colours = files(".css")
                .flatMap(f ->
                        lines(f).stream().filter(l -> COLOUR.matcher(l).find()).map(l -> f + ": " + l.strip()))
                .toList();
        assertThat(colours)
                .as("a colour that is not the theme's token is wrong in one of the two themes")
                .isEmpty();
    }

    @Test
    void controllers_do_not_name_fxml_files() {
        List<String> named = files("Controller.java")
                .filter(f -> lines(f).stream().anyMatch(l -> l.contains(".fxml\"")))
                .map(Path::toString)
                .toList();
        assertThat(named).as("an FXML is found from its controller's class").isEmpty();
    }

    @Test
    void every_fxml_lies_beside_its_controller() {
        List<Path> alone =
                files(".fxml").filter(f -> !Files.exists(controllerOf(f))).toList();
        assertThat(alone).isEmpty();
    }

    private static Path controllerOf(Path fxml) {
        String name = fxml.getFileName().toString().replace(".fxml", "");
        return fxml.resolveSibling(Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Controller.java");
    }

    private static Stream<Path> files(String... endings) {
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            return tree
                    .filter(f -> Stream.of(endings).anyMatch(e -> f.toString().endsWith(e)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
