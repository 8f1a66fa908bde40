package dev.culvert.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionFilterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));

    /** Started at 11:50 in UTC, that is 12:50 by the clock on the wall. */
    private static final ClosedConnection CONNECTION = new ClosedConnection(
            new ConnectionId(77),
            new EndpointId("ep_1"),
            "db prod",
            "tcp://localhost:15432",
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8::a1"), 4711),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 15432),
            Upstream.parse("db.lan:5432"),
            NOW.minus(Duration.ofMinutes(10)),
            NOW.minus(Duration.ofMinutes(9)),
            null,
            Duration.ofMillis(12),
            400_000,
            600_001,
            CloseReason.DENIED,
            new DecisionRecord("office only", "restrict-ips", "10.0.0.0/8", List.of(), List.of(), List.of()),
            "Broken pipe");

    private static boolean matches(String text) {
        return ConnectionFilter.parse(text, CLOCK).matches(FilterTarget.of(CONNECTION), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "endpoint:\"db prod\"",
                "ENDPOINT:\"DB PROD\"",
                "endpoint:ep_1",
                "endpoint:db*",
                "endpoint:x,\"db prod\"",
                "endpoint:x endpoint:db*",
                "-endpoint:x -endpoint:y",
                "client:2001:db8::/32",
                "client:2001:DB8:0:0:0:0:0:A1",
                "client:[2001:db8::a1]:4711",
                "client:[2001:db8::a1]",
                "client:10.0.0.0/8,2001:db8::a1",
                "-client:10.0.0.0/8",
                "server:127.0.0.1:15432",
                "server:127.0.0.0/8",
                "server:::ffff:127.0.0.0/104",
                "reason:denied",
                "reason:refused",
                "reason:den*",
                "reason:\"client closed\",denied",
                "-reason:client-closed",
                "state:closed",
                "state:refused",
                "-state:open",
                "bytes>1MB",
                "bytes>1000000",
                "bytes>976KiB",
                "bytes<1.1MB",
                "bytes:1MB..2MB",
                "bytes:1MB..",
                "in:400k",
                "in>=400kB out>600kB",
                "duration>59s",
                "duration:1m",
                "duration<=1m",
                "connect<13ms",
                "since:15m",
                "since:10m",
                "since:12:50",
                "since:today until:today",
                "since:2026-11-23",
                "until:2026-11-23",
                "since:\"2026-11-23 12:50\"",
                "since:2026-11-23T11:50:00Z",
                "until:9m",
                "upstream:db.lan",
                "upstream:DB.lan:5432",
                "upstream:5432",
                "upstream:tcp://db.lan:5432",
                "rule:\"office only\"",
                "action:restrict-ips",
                "network:10.*",
                "url:tcp://localhost:*",
                "port:15432",
                "client-port:4711",
                "client_port>1023",
                "error:\"broken PIPE\"",
                "id:cn_0000000000025",
                "prod",
                "PROD office",
                "\"db prod\"",
                "\"office only: restrict\"",
                "2001:db8::a1",
                "2001:DB8:0:0:0:0:0:A1",
                "[2001:db8::a1]:4711",
                "2001:d",
                "2001:db8::",
                "4711",
                "localhost:15432",
                "tcp://db.lan",
                "-nothing",
                "-\"no thing\"",
                "db - prod" // a minus alone is a text, and "-" stands in restrict-ips
            })
    void finds_it_by(String text) {
        assertThat(matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoint:db",
                "-endpoint:db*",
                "client:10.0.0.0/8",
                "client:2001:db8::a1/128 client-port:1",
                "client:[2001:db8::a1]:4712",
                "-client:2001:db8::/32",
                "reason:killed",
                "reason:killed,client_closed",
                "-reason:refused",
                "state:open",
                "bytes<1MB",
                "bytes:1000000",
                "bytes>1000001",
                "in>400000",
                "duration>1m",
                "duration<1m",
                "connect>12ms",
                "since:9m",
                "until:10m",
                "since:12:51",
                "until:yesterday",
                "upstream:db",
                "upstream:15432",
                "rule:office",
                "port:5432",
                "error:reset",
                "id:cn_0000000000026",
                "prod stage",
                "-prod",
                "2001:d:",
                "2001:db8::b",
                "192.168.1",
                "471"
            })
    void passes_it_over_by(String text) {
        assertThat(matches(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpont:db | 0 | 10 | Did you mean 'endpoint'?",
                "x  endpont:db | 3 | 13 | quotation marks",
                "colour:red | 0 | 10 | There are endpoint, client, reason",
                "reason:denid | 7 | 12 | Did you mean 'denied'?",
                "reason:denied,denid | 14 | 19 | Did you mean 'denied'?",
                "reason:xyzzy | 7 | 12 | There are refused, client_closed",
                "state:ajar | 6 | 10 | admitting, connecting",
                "client:10.0.0 | 7 | 13 | write client:10.1.2.3",
                "client:10.0.0.0/33 | 7 | 18 | is not an address",
                "client:10.0.0.1:99999 | 7 | 21 | is not an address",
                "bytes> | 0 | 6 | Write a value after 'bytes>', such as bytes>1MB.",
                "bytes>lots | 6 | 10 | 1.5MB or 2GiB",
                "bytes>1iB | 6 | 9 | is not an amount",
                "bytes>99999EB | 6 | 13 | is not an amount",
                "bytes:2MB..1MB | 6 | 14 | ends before it begins",
                "bytes>1..2 | 6 | 10 | A range takes a colon",
                "duration>soon | 9 | 13 | 30s, 5m or 1h30m",
                "since:soon | 6 | 10 | 15m or 7d",
                "since:2026-13-01 | 6 | 16 | 15m or 7d",
                "since:9999999-01-01 | 6 | 19 | 15m or 7d",
                "endpoint>db | 9 | 11 | takes a colon",
                "port:70000 | 5 | 10 | is not a port",
                "id:7 | 3 | 4 | is not a connection id",
                "endpoint: | 0 | 9 | Write a value after 'endpoint:', such as endpoint:db.",
                "endpoint:a, | 0 | 11 | Write a value",
                "rule:\"office | 5 | 12 | not closed"
            })
    void says_what_is_wrong_and_where(String text, int start, int end, String message) {
        ConnectionFilter filter = ConnectionFilter.read(text, CLOCK);
        FilterFinding finding = filter.findings().getFirst();
        assertThat(finding.message()).contains(message.strip());
        assertThat(finding.start()).isEqualTo(start);
        assertThat(finding.end()).isEqualTo(end);
    }

    @Test
    void what_is_understood_counts_beside_what_is_not() {
        ConnectionFilter filter = ConnectionFilter.read("reason:denied bytes> nonsense:x1 endpoint:none", CLOCK);
        assertThat(filter.findings()).hasSize(2);
        assertThat(filter.clauses()).hasSize(2);
        assertThatThrownBy(() -> ConnectionFilter.parse("bytes> nonsense:x1", CLOCK))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("column 1: Write a value")
                .hasMessageContaining("column 8: There is no field 'nonsense'");
    }

    @Test
    void terms_that_are_written_are_read_back() {
        for (String value : List.of("db", "db prod", "a,b", "say \"so\"", "back\\slash", "")) {
            String term = FilterText.term(FilterField.RULE, value, false);
            ConnectionFilter filter = ConnectionFilter.read(term, CLOCK);
            if (!value.isEmpty()) {
                assertThat(filter.findings()).as(term).isEmpty();
                assertThat(filter.clauses())
                        .containsExactly(Clause.of(new Condition.Name(NameColumn.RULE, new NamePattern(value))));
            }
        }
        assertThat(FilterText.with("a  ", "b:c")).isEqualTo("a b:c");
        assertThat(FilterText.with("b:c a", "b:c")).isEqualTo("b:c a");
    }

    @Test
    void termsAreTakenOutOneByOne() {
        String filter = "  endpoint:\"my db\",web  -reason:denied \"two words\" 10.0.0.1:5432 ";
        assertThat(FilterText.terms(filter))
                .containsExactly("endpoint:\"my db\",web", "-reason:denied", "\"two words\"", "10.0.0.1:5432");
        assertThat(FilterText.without(filter, 1)).isEqualTo("endpoint:\"my db\",web \"two words\" 10.0.0.1:5432");
        assertThat(FilterText.terms(" ")).isEmpty();
        assertThat(FilterText.terms("a \"unclosed b")).containsExactly("a", "\"unclosed b");
    }
}
