package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.SampleExchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConnectionsCommandTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private TestLauncher.Running running;
    private FakeEngine engine;
    private EndpointStatus db;
    private EndpointStatus web;

    @BeforeEach
    void start() {
        running = new TestLauncher.Running(directory);
        engine = running.gateway().engine();
        db = endpoint("db");
        web = endpoint("web");
    }

    private EndpointStatus endpoint(String name) {
        EndpointDraft draft =
                EndpointDraft.empty().with(EndpointField.NAME, name).with(EndpointField.UPSTREAM, "5432");
        return running.gateway().gateway().create(draft, false).join();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private CommandRun connections(String... args) {
        return CommandRun.of(
                launcher,
                directory,
                Stream.concat(Stream.of("connections"), Arrays.stream(args)).toArray(String[]::new));
    }

    @Test
    void anAlignedTableOfTheOpenOnes() {
        engine.add(FakeConnection.to(db, 7).move(1_500_000, 0));
        engine.add(FakeConnection.to(web, 12345));

        CommandRun run = connections();

        assertThat(run.code()).isZero();
        assertThat(run.out()
                        .lines()
                        .map(l -> l.replaceAll("\\d\\.\\ds", "0.0s"))
                        .toList())
                .containsExactly(
                        "ID                ENDPOINT  CLIENT           UPSTREAM               FOR       IN  OUT  STATE",
                        "cn_00000000009ix  web       192.0.2.7:12345  tcp://localhost:5432  0.0s      0 B  0 B  open",
                        "cn_0000000000007  db        192.0.2.7:7      tcp://localhost:5432  0.0s  1.50 MB  0 B  open");
    }

    @Test
    void nothingToShow() {
        assertThat(connections().out().strip()).isEqualTo("No connection is open.");
        assertThat(connections("--closed").out().strip()).isEqualTo("No connection has ended.");
        assertThat(connections("--json").out().strip()).isEqualTo("[ ]");
    }

    @Test
    void theEndedOnesWithTheirReason() {
        engine.close(engine.add(FakeConnection.to(db, 1)));
        engine.kill(engine.add(FakeConnection.to(db, 2)).id());
        running.gateway().awaitHistory(2);

        assertThat(connections("--closed").out().lines().toList())
                .hasSize(3)
                .anySatisfy(l -> assertThat(l).endsWith("REASON"))
                .anySatisfy(l -> assertThat(l).endsWith("client_closed").contains("1.5s"))
                .anySatisfy(l -> assertThat(l).endsWith("killed (killed by a test)"));
    }

    @Test
    void asManyAsAskedForOverSeveralPages() {
        for (int i = 1; i <= 130; i++) {
            engine.add(FakeConnection.to(i % 2 == 0 ? db : web, i));
        }

        JsonNode all =
                new JsonMapper().readTree(connections("--json", "--limit=200").out());
        assertThat(all.size()).isEqualTo(130);
        assertThat(all.at("/0/client_port").asInt()).isEqualTo(130);
        assertThat(all.at("/129/client_port").asInt()).isEqualTo(1);
        JsonNode ofDb = new JsonMapper()
                .readTree(connections("--json", "--limit=200", "--endpoint=db").out());
        assertThat(ofDb.size()).isEqualTo(65);
        assertThat(connections("--limit=3").out().lines().toList())
                .hasSize(5)
                .last()
                .isEqualTo("There are more; --limit shows them.");
        assertThat(connections("--limit=130").out()).doesNotContain("There are more");
    }

    @Test
    void killed() {
        FakeConnection connection = engine.add(FakeConnection.to(db, 7));

        CommandRun run = connections("kill", connection.id().toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(engine.connections()).isEmpty();
        CommandRun again = connections("kill", connection.id().toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("There is no open connection with the id cn_0000000000007");
        assertThat(connections("kill", "x").err()).contains("'x' is not a connection id");

        String other = engine.add(FakeConnection.to(db, 8)).id().toString();
        assertThat(connections("kill", "--json", other).out()).contains(other, "\"close_reason\" : \"killed\"");
    }

    @Test
    void filtered() {
        engine.add(FakeConnection.to(db, 7).move(5_000, 0));
        engine.add(FakeConnection.to(web, 8));

        assertThat(connections("--filter", "bytes>1kB endpoint:db")
                        .out()
                        .lines()
                        .toList())
                .hasSize(2)
                .last()
                .asString()
                .contains("cn_0000000000007");
        assertThat(connections("--filter", "-client:192.0.2.0/24").out().strip())
                .isEqualTo("No open connection matches.");
        CommandRun wrong = connections("--filter", "bytes> endpont:db");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err())
                .contains("column 1: Write a value after 'bytes>'", "column 8: There is no field 'endpont'");
    }

    @Test
    void exported() throws Exception {
        engine.close(engine.add(FakeConnection.to(db, 1).move(3, 4)));
        engine.kill(engine.add(FakeConnection.to(web, 2)).id());
        running.gateway().awaitHistory(2);

        CommandRun csv = connections("export", "--filter", "endpoint:web");
        assertThat(csv.out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .contains(",web,", ",killed,killed by a test,");
        Path file = directory.resolve("all.jsonl");
        assertThat(connections("export", "--sort", "started", "-o", file.toString())
                        .code())
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().contains("\"bytes_in\":3,\"bytes_out\":4");
        CommandRun wrong = connections(
                "export", "--format", "xls", "-o", directory.resolve("x.xls").toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("write csv or jsonl");
        assertThat(directory.resolve("x.xls")).doesNotExist();
        assertThat(directory.resolve("x.xls.part")).doesNotExist();
    }

    @Test
    void keptForSoLong() {
        assertThat(connections("retention").out())
                .contains("0 connections are kept", "30 days after their end", "1.07 GB");
        assertThat(connections("retention", "--days", "7", "--size", "0").out())
                .contains("7 days after their end, whatever their size");
        CommandRun wrong = connections("retention", "--size", "1kB");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("at least 16MiB");
    }

    @Test
    void theRequestsOfAConnection() {
        engine.add(FakeConnection.to(web, 7));
        assertThat(connections("requests", "cn_0000000000007").out().strip())
                .isEqualTo("No HTTP request of this connection is kept.");
        engine.complete(SampleExchange.refused(7, 1));
        engine.complete(SampleExchange.of(7, 2, "", 0, DecisionRecord.NONE));
        engine.complete(SampleExchange.of(7, 3));
        running.gateway().awaitRequests(3);

        assertThat(connections("requests", "cn_0000000000007").out().lines())
                .containsExactly(
                        "TIME                         METHOD  PATH              STATUS    TOOK    IN      OUT  WHY",
                        "2026-11-23T10:00:00.153456Z  POST    /orders/3?page=2  200     7.00ms  17 B  1.00 kB",
                        "2026-11-23T10:00:00.143456Z  GET     /orders/2?page=2  -       7.00ms   0 B      0 B"
                                + "  The upstream closed the connection.",
                        "2026-11-23T10:00:00.133456Z  GET     /orders/1?page=2  403     7.00ms   0 B  1.00 kB"
                                + "  office only: restrict-ips");
        CommandRun limited = connections("requests", "cn_0000000000007", "--limit", "1");
        assertThat(limited.out().lines()).hasSize(3).last().isEqualTo("There are more; --limit shows them.");
        JsonNode json = new JsonMapper()
                .readTree(connections("requests", "cn_0000000000007", "--json").out());
        assertThat(json).hasSize(3);
        assertThat(json.at("/0/id").asString()).isEqualTo("rq_0000000000007_3");
        CommandRun unknown = connections("requests", "cn_1");
        assertThat(unknown.code()).isNotZero();
        assertThat(unknown.err()).contains("There is no connection with the id cn_0000000000001.");
    }

    @Test
    void moreThanAPageOfRequests() {
        for (int i = 1; i <= 250; i++) {
            engine.complete(SampleExchange.of(7, i));
        }
        running.gateway().awaitRequests(250);
        assertThat(connections("requests", "cn_0000000000007", "--limit", "1000")
                        .out()
                        .lines())
                .hasSize(251);
    }
}
