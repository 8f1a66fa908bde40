package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.FileTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Events in a file of JSON Lines. */
final class FileDeliveryTest extends DeliveryFixture {

    private Path file() {
        return directory.resolve("log/events.jsonl");
    }

    private static List<Long> numbers(Path file) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            numbers.add(
                    new JsonMapper().readTree(line).at("/object/conn/bytes_in").asLong());
        }
        return numbers;
    }

    private void awaitDelivered(String id, long count) {
        await().until(() -> state(id).progress().delivered() == count);
    }

    @Test
    void every_event_is_a_line() throws IOException {
        String id = destination(new FileTarget("log/events.jsonl", 1 << 20, 2));
        connections(1, 1500);
        awaitDelivered(id, 1500);
        assertThat(numbers(file()))
                .isEqualTo(LongStream.rangeClosed(1, 1500).boxed().toList());
        restart();
        connections(1501, 1502);
        awaitDelivered(id, 1502);
        assertThat(numbers(file())).hasSize(1502);
    }

    @Test
    void full_files_are_renamed_and_the_oldest_goes() throws IOException {
        String id = destination(new FileTarget(file().toString(), 4096, 2));
        connections(1, 100);
        awaitDelivered(id, 100);
        assertThat(directory.resolve("log").toFile().list())
                .containsExactlyInAnyOrder("events.jsonl", "events.jsonl.1", "events.jsonl.2");
        List<Long> kept = new ArrayList<>();
        for (String name : List.of("events.jsonl.2", "events.jsonl.1", "events.jsonl")) {
            Path part = directory.resolve("log").resolve(name);
            assertThat(Files.size(part)).isLessThanOrEqualTo(4096);
            kept.addAll(numbers(part));
        }
        assertThat(kept)
                .hasSizeGreaterThan(5)
                .isEqualTo(
                        LongStream.rangeClosed(101 - kept.size(), 100).boxed().toList());
    }

    @Test
    void a_line_that_was_torn_is_not_glued_to_the_next() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"torn\": tr");
        String id = destination(new FileTarget("log/events.jsonl", 1 << 20, 2));
        connections(1, 2);
        awaitDelivered(id, 2);
        assertThat(Files.readAllLines(file())).hasSize(3).startsWith("{\"torn\": tr");
    }

    @Test
    void a_file_that_somebody_moved_away_is_made_again() throws IOException {
        String id = destination(new FileTarget("log/events.jsonl", 1 << 20, 2));
        connections(1, 2);
        awaitDelivered(id, 2);
        Files.move(file(), directory.resolve("log/elsewhere"));
        connections(3, 4);
        awaitDelivered(id, 4);
        assertThat(numbers(file())).containsExactly(3L, 4L);
    }

    @Test
    void what_cannot_be_written_waits() throws IOException {
        Files.writeString(directory.resolve("log"), "a file, where a folder is wanted", StandardOpenOption.CREATE);
        String id = destination(new FileTarget("log/events.jsonl", 1 << 20, 2));
        connections(1, 3);
        await().until(() -> state(id).failingSince() != null);
        assertThat(state(id).lastError()).contains("log/events.jsonl cannot be written");
        Files.delete(directory.resolve("log"));
        awaitDelivered(id, 3);
        assertThat(numbers(file())).containsExactly(1L, 2L, 3L);
    }
}
