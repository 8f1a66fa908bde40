package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {

    @TempDir
    Path directory;

    @Test
    void anybodyMayAskForTheStatusAndLearnsNoSecret() {
        try (var gateway = new TestGateway(directory);
                var caller = new HttpCaller(gateway)) {
            URI uri = gateway.server().uri().resolve("/api/status");
            Reply reply = caller.send(HttpRequest.newBuilder(uri).build());

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text("/status")).isEqualTo("online");
            assertThat(reply.text("/agent_version")).isEqualTo(TestGateway.VERSION);
            assertThat(reply.text("/version")).isEqualTo(TestGateway.VERSION);
            assertThat(reply.text("/engine")).isEqualTo("fake, no event loops");
            assertThat(reply.json().at("/session/legs").isArray()).isTrue();
            assertThat(reply.text("/uri")).isEqualTo("/api/status");
            assertThat(reply.response().body())
                    .doesNotContain(gateway.key().value())
                    .doesNotContain(directory.toString());
        }
    }

    @Test
    void itsAddressIsWhereItListens() {
        try (var gateway = new TestGateway(directory)) {
            assertThat(gateway.server().uri().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(gateway.server().uri().getPort()).isPositive();
        }
    }
}
