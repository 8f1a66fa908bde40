package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.store.GeneratedHistory;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Filters, export and retention over HTTP. */
class HistoryTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int ROWS = 1_234;

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;
    private List<ClosedConnection> all;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
        all = new GeneratedHistory(5, Duration.ofSeconds(1)).next(ROWS);
        gateway.store().connections().append(all);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> closedIds(String filter) {
        List<String> ids = new ArrayList<>();
        String path = "/connections?state=closed&filter=" + encoded(filter);
        while (!path.isEmpty()) {
            Reply reply = caller.call("GET", path);
            assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
            reply.json().at("/connections").forEach(c -> ids.add(c.path("id").asString()));
            path = reply.text("/next_page_uri");
        }
        return ids;
    }

    @Test
    void closedOnesAreFilteredOverAllPages() {
        assertThat(closedIds("endpoint:db bytes>1kB"))
                .hasSizeGreaterThan(100)
                .isEqualTo(all.reversed().stream()
                        .filter(c -> c.endpointName().equals("db") && c.bytesIn() + c.bytesOut() > 1_000)
                        .map(c -> c.id().toString())
                        .toList());
    }

    @Test
    void openOnesAreFiltered() {
        EndpointDraft draft =
                EndpointDraft.empty().with(EndpointField.NAME, "web").with(EndpointField.UPSTREAM, "80");
        EndpointStatus web = gateway.gateway().create(draft, false).join();
        gateway.engine().add(FakeConnection.to(web, 7).move(5_000, 0));
        gateway.engine().add(FakeConnection.to(web, 8));

        JsonNode found = caller.call(
                        "GET", "/connections?filter=" + encoded("bytes>1kB client:192.0.2.0/24 upstream:80"))
                .json();
        assertThat(found.at("/connections")).hasSize(1);
        assertThat(found.at("/connections/0/id").asString()).isEqualTo("cn_0000000000007");
        assertThat(caller.call("GET", "/connections?filter=reason:denied")
                        .json()
                        .at("/connections"))
                .isEmpty();
        assertThat(caller.call("GET", "/connections?filter=-state:open").json().at("/connections"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/connections?filter=bytes%3E, filter, column 1: Write a value after 'bytes>'",
        "/connections?state=closed&filter=x+endpont:db, filter, column 3: There is no field 'endpont'. Did you mean 'endpoint'?",
        "/connections/export?filter=reason:no, filter, column 8",
        "/connections/export?format=xls, format, write csv or jsonl",
        "/connections/export?sort=colour, sort, write one of started",
        "/connections/export?limit=5, limit, There is no such query parameter"
    })
    void parametersThatAreWrong(String path, String parameter, String sentence) {
        Reply reply = caller.call("GET", path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/details/field")).isEqualTo(parameter);
        assertThat(reply.message()).contains(sentence);
    }

    private HttpResponse<String> export(String query) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    caller.request("GET", "/connections/export?" + query, "").build(), BodyHandlers.ofString());
        }
    }

    @Test
    void exportAsJsonLinesHasTheFieldsOfTheApi() throws Exception {
        HttpResponse<String> reply = export("format=jsonl&sort=-bytes&filter=" + encoded("reason:refused"));

        assertThat(reply.headers().firstValue("content-type")).contains("application/jsonl; charset=utf-8");
        assertThat(reply.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"connections.jsonl\"");
        List<String> lines = reply.body().lines().toList();
        List<ClosedConnection> wanted = all.reversed().stream()
                .filter(c -> c.reason().isRefusal())
                .sorted(Comparator.comparingLong((ClosedConnection c) -> c.bytesIn() + c.bytesOut())
                        .reversed())
                .toList();
        assertThat(lines).hasSameSizeAs(wanted).hasSizeGreaterThan(10);
        for (int i = 0; i < lines.size(); i++) {
            ObjectNode api = (ObjectNode)
                    caller.call("GET", "/connections/" + wanted.get(i).id()).json();
            api.remove("uri");
            ((ObjectNode) api.path("endpoint")).remove("uri");
            assertThat(MAPPER.readTree(lines.get(i))).isEqualTo(api);
        }
    }

    @Test
    void exportAsCsvHasARecordForEach() throws Exception {
        HttpResponse<String> reply = export("filter=" + encoded("endpoint:db"));

        assertThat(reply.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        String[] lines = reply.body().split("\r\n");
        List<ClosedConnection> wanted = all.reversed().stream()
                .filter(c -> c.endpointName().equals("db"))
                .toList();
        assertThat(lines).hasSize(wanted.size() + 1);
        assertThat(lines[0]).startsWith("id,endpoint_id,endpoint,endpoint_url,client_ip,client_port,");
        ClosedConnection first = wanted.getFirst();
        assertThat(lines[1])
                .startsWith(first.id() + ",ep_0,db,tcp://localhost:20000,")
                .contains("," + first.bytesIn() + "," + first.bytesOut() + ","
                        + first.reason().wireName() + ",");
    }

    @Test
    void retentionIsToldAndChanged() {
        Reply history = caller.call("GET", "/history");
        assertThat(history.json().at("/connections").asInt()).isEqualTo(ROWS);
        assertThat(history.json().at("/refused").asLong())
                .isEqualTo(all.stream().filter(c -> c.reason().isRefusal()).count());
        assertThat(history.json().at("/size_bytes").asLong()).isGreaterThan(50_000);
        assertThat(history.text("/oldest_id")).isEqualTo(all.getFirst().id().toString());
        assertThat(history.json().at("/retention_days").asInt()).isEqualTo(30);
        assertThat(history.json().at("/retention_bytes").asLong()).isEqualTo(1L << 30);

        Reply changed = caller.call("PATCH", "/history", "{\"retention_days\": 7, \"retention_bytes\": \"2GiB\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(caller.call("GET", "/history").json().at("/retention_days").asInt())
                .isEqualTo(7);
        assertThat(gateway.gateway().retention().limits().bytes()).isEqualTo(2L << 30);

        // older than a week
        gateway.gateway().retention().keep();
        gateway.gateway().retention().keep();
        assertThat(caller.call("GET", "/history").json().at("/connections").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"retention_days\": -1} | retention_days | write 1 to 36500",
                "{\"retention_days\": 1.5} | retention_days | Write a whole number",
                "{\"retention_days\": \"7\"} | retention_days | Write a whole number",
                "{\"retention_bytes\": 5} | retention_bytes | at least 16MiB",
                "{\"retention_bytes\": \"lots\"} | retention_bytes | is not an amount",
                "{\"retention_days\": 3, \"retention_bytes\": 1} | retention_bytes | at least 16MiB",
                "{\"days\": 5} | days | There is no such field"
            })
    void retentionThatIsWrong(String body, String field, String sentence) {
        Reply reply = caller.call("PATCH", "/history", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(reply.message()).contains(sentence);
        assertThat(gateway.gateway().retention().limits()).isEqualTo(dev.culvert.gateway.Retention.Limits.DEFAULT);
    }
}
