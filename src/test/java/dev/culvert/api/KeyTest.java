package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTest {

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private Reply listWith(String key) {
        return caller.send(caller.request("GET", "/endpoints", "")
                .setHeader("Authorization", "Bearer " + key)
                .build());
    }

    @Test
    void theOldKeyStopsAtOnceAndTheFileHasTheNewOne() throws IOException {
        String old = gateway.key().value();

        Reply renewed = caller.call("POST", "/api/key/renew");

        assertThat(renewed.status()).isEqualTo(200);
        String next = renewed.text("/key");
        assertThat(next).isNotEqualTo(old).hasSameSizeAs(old);
        assertThat(listWith(old).code()).isEqualTo("ERR_NGROK_206");
        assertThat(listWith(next).status()).isEqualTo(200);
        assertThat(Files.readString(directory.resolve("api.key"))).isEqualTo(next + "\n");
        assertThat(ApiKey.in(directory).value()).isEqualTo(next);
        assertThat(caller.call("POST", "/api/key/renew").status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeWrittenDoesNotCount() throws IOException {
        Files.delete(directory.resolve("api.key"));
        Files.createDirectories(directory.resolve("api.key/full"));

        Reply refused = caller.call("POST", "/api/key/renew");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.message()).contains("cannot be written", "stays as it was");
        assertThat(caller.call("GET", "/endpoints").status()).isEqualTo(200);
    }
}
