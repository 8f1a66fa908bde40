package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks as ngrok's own clients and the tools around them do (NGROK.md section 8). */
class NgrokClientTest {

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

    private String create(String name) {
        return caller.call("POST", "/endpoints", "{\"name\": \"%s\", \"upstream_url\": \"5432\"}".formatted(name))
                .text("/id");
    }

    private static List<String> names(Reply reply) {
        List<String> names = new ArrayList<>();
        reply.json().path("endpoints").forEach(e -> names.add(e.path("name").asString()));
        return names;
    }

    private static String query(String filter) {
        return "filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endpoints?", "/endpoints/", "/endpoints/?", "/endpoints/?limit=5", "/endpoints?limit="})
    void addressesThatAreJoinedCarelessly(String path) {
        assertThat(caller.call("GET", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Ngrok-Version, 2, 200, ''",
        "NGROK-VERSION, 2, 200, ''",
        "ngrok-version, 1, 400, ERR_NGROK_217",
        "ngrok-version, two, 400, ERR_NGROK_217",
        "Accept-Encoding, gzip, 200, ''",
        "Accept, application/json, 200, ''",
        "Accept, text/html, 200, ''",
        "User-Agent, ngrok-api-go/v8, 200, ''"
    })
    void headers(String name, String value, int status, String code) {
        Reply reply = caller.send(
                caller.request("GET", "/endpoints", "").header(name, value).build());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void withoutAVersionItIsTheOneThereIs() throws IOException {
        String reply = RawHttp.exchange(
                gateway.server().uri(),
                "GET /endpoints HTTP/1.1\r\nhost: localhost\r\naUTHORIZATION: bEARER "
                        + gateway.key().value() + "\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theGoClientRepeatsTheIdInAChange() {
        String id = create("a");

        Reply reply =
                caller.call("PATCH", "/endpoints/" + id, "{\"id\": \"%s\", \"description\": \"new\"}".formatted(id));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/description")).isEqualTo("new");
    }

    @Test
    void thePythonClientWritesNullForWhatItDoesNotSay() {
        Reply reply = caller.call("POST", "/endpoints", """
                {"url": "tcp://db.internal:5432", "type": "cloud", "traffic_policy": "on_tcp_connect: []",
                 "description": null, "metadata": null, "bindings": null, "pooling_enabled": null, "upstream_url": null}
                """);
        Reply policy = caller.call("POST", "/ip_policies", "{\"description\": \"office\", \"metadata\": null}");

        assertThat(policy.status()).isEqualTo(201);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_18002");
        assertThat(reply.message()).contains("traffic_policy");
    }

    @Test
    void theJavaClientAsksForHttp2AndIsContentWithout() {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var reply = client.sendAsync(caller.request("GET", "/endpoints", "").build(), BodyHandlers.ofString())
                    .join();
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void aClientThatSpeaksHttp2AtOnceIsToldSo() throws IOException {
        String reply = RawHttp.exchange(gateway.server().uri(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 ").contains("\"error_code\":\"ERR_CULVERT_");
    }

    @Test
    void aCompressedBodyIsRefusedInWords() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write("{\"upstream_url\": \"5432\"}".getBytes(StandardCharsets.UTF_8));
        }
        Reply reply = caller.send(caller.request("POST", "/endpoints", "{}")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.message()).contains("Content-Encoding");
    }

    @Test
    void pagesAreFollowedByTheirAbsoluteAddress() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            create("e" + i);
            made.addFirst("e" + i);
        }
        create("other");
        List<String> seen = new ArrayList<>();
        String next = "/endpoints?limit=2&" + query("obj.name.startsWith(\"e\") && obj.name != \"e5\"");
        int pages = 0;
        while (next != null) {
            Reply page = caller.call("GET", next);
            seen.addAll(names(page));
            var after = page.json().path("next_page_uri");
            next = after.isNull() ? null : after.asString();
            assertThat(next == null || URI.create(next).isAbsolute()).isTrue();
            pages++;
        }
        made.remove("e5");
        assertThat(seen).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "obj.type == \"cloud\" || obj.type == \"agent\" | b, a",
                "obj.type in [\"agent\", \"cloud\"] && obj.description == null | b",
                "obj.description.contains(\"first\") | a",
                "obj.created_at >= daysAgo(1) && obj.binding == 'public' | b, a",
                "obj.created_at < timestamp(time.now).subtract(\"24h\") | ",
                "obj.principal.id == \"\" | b, a",
                "obj.region == \"local\" && obj.scheme == \"tcp\" && !obj.pooling_enabled | b, a"
            })
    void filters(String filter, String wanted) {
        String a = create("a");
        create("b");
        caller.call("PATCH", "/endpoints/" + a, "{\"description\": \"the first\"}");

        Reply reply = caller.call("GET", "/endpoints?" + query(filter));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(String.join(", ", names(reply))).isEqualTo(wanted == null ? "" : wanted);
    }

    @Test
    void filtersOfIpPolicies() {
        String policy = caller.call("POST", "/ip_policies", "{\"description\": \"office\"}")
                .text("/id");
        caller.call("POST", "/ip_policy_rules", """
                {"ip_policy_id": "%s", "cidr": "192.0.2.0/24", "action": "deny"}
                """.formatted(policy));

        String rule =
                "obj.cidr.contains(\"192.0.2.0/24\") && obj.action == \"deny\" && obj.ip_policy == \"" + policy + "\"";
        assertThat(caller.call("GET", "/ip_policy_rules?" + query(rule)).json().path("ip_policy_rules"))
                .hasSize(1);
        assertThat(caller.call("GET", "/ip_policies?" + query("obj.description == \"home\""))
                        .json()
                        .path("ip_policies"))
                .isEmpty();
    }

    @Test
    void aFilterThatIsNoneIsRefused() {
        Reply reply = caller.call("GET", "/endpoints?" + query("obj.idk == 1"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_250");
        assertThat(reply.text("/details/field")).isEqualTo("filter");
        assertThat(reply.message()).contains("obj.idk").contains("obj.url");
    }

    @Test
    void momentsAreInUtcAndEverythingHasItsAddress() {
        Reply reply = caller.call("GET", "/endpoints/" + create("a"));

        assertThat(reply.text("/created_at")).endsWith("Z");
        assertThat(Instant.parse(reply.text("/created_at"))).isBefore(Instant.now());
        assertThat(caller.call("GET", reply.text("/uri")).text("/name")).isEqualTo("a");
    }
}
