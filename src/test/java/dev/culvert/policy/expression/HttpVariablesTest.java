package dev.culvert.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable of requests and responses, with the value that it has. */
final class HttpVariablesTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:20:31Z");
    private static final String AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    private static final HeaderList HEADERS = HeaderList.of(
            "Host",
            "Shop.Example:8080",
            "User-Agent",
            AGENT,
            "Content-Type",
            "Text/Plain; charset=\"utf-8\"; q=1",
            "Content-Length",
            "12",
            "Content-Encoding",
            "gzip, br",
            "Cookie",
            "a=1; b=\"2\"; a=3",
            "Location",
            "/l",
            "Accept",
            "x",
            "accept",
            "y");
    private static final RequestHead REQUEST =
            new RequestHead("POST", "http", "Shop.Example:8080", "/x/../%61%2f?q=1&q=%20&w", 1, 1, HEADERS, AT);
    private static final ResponseHead RESPONSE = new ResponseHead(
            404,
            "Not Found",
            1,
            1,
            HeaderList.of(
                    "Content-Type",
                    "application/json",
                    "Set-Cookie",
                    "s=1; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax; Domain=a.example; Priority=High",
                    "Set-Cookie",
                    "s=2; Path=/long; Expires=Wed, 21 Oct 2026 07:28:00 GMT"));

    private static final RequestProgress WHOLE = new RequestProgress() {
        @Override
        public long bytesIn() {
            return 1234;
        }

        @Override
        public long bytesOut() {
            return 567;
        }

        @Override
        public Instant bodyReceivedAt() {
            return AT.plusSeconds(1);
        }

        @Override
        public HeaderList trailers() {
            return HeaderList.of("X-Sum", "10");
        }
    };

    private static final Map<String, Object> BARE =
            Map.of("domain", "", "path", "", "same_site", "", "secure", false, "http_only", false);

    private final TestScope scope = new TestScope();

    private static Map<String, Object> cookie(String name, String value) {
        Map<String, Object> cookie = new HashMap<>(BARE);
        cookie.put("name", name);
        cookie.put("value", value);
        return cookie;
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("req.content_encoding", List.of("gzip", "br")),
                Arguments.of("req.content_length", 12L),
                Arguments.of("req.content_type", "text/plain"),
                Arguments.of("req.content_type.parameters", Map.of("charset", "utf-8", "q", "1")),
                Arguments.of("req.content_type.raw", "Text/Plain; charset=\"utf-8\"; q=1"),
                Arguments.of(
                        "req.cookies",
                        Map.of("a", List.of(cookie("a", "1"), cookie("a", "3")), "b", List.of(cookie("b", "2")))),
                Arguments.of("req.headers", HEADERS.byName()),
                Arguments.of("req.host", "Shop.Example:8080"),
                Arguments.of("req.location", "/l"),
                Arguments.of("req.method", "POST"),
                Arguments.of("req.trailers", Map.of("x-sum", List.of("10"))),
                Arguments.of("req.ts.body_received", AT.plusSeconds(1)),
                Arguments.of("req.ts.header_received", AT),
                Arguments.of("req.url", "http://shop.example:8080/a%2F?q=1&q=%20&w"),
                Arguments.of("req.url.authority", "shop.example:8080"),
                Arguments.of("req.url.host", "shop.example"),
                Arguments.of("req.url.path", "/a%2F"),
                Arguments.of("req.url.port", 8080L),
                Arguments.of("req.url.query", "q=1&q=%20&w"),
                Arguments.of("req.url.query_params", Map.of("q", List.of("1", " "), "w", List.of(""))),
                Arguments.of("req.url.raw", "http://Shop.Example:8080/x/../%61%2f?q=1&q=%20&w"),
                Arguments.of("req.url.raw_path", "/x/../%61%2f"),
                Arguments.of("req.url.scheme", "http"),
                Arguments.of("req.url.uri", "/a%2F?q=1&q=%20&w"),
                Arguments.of("req.url.user_password", ""),
                Arguments.of("req.user_agent", AGENT),
                Arguments.of("req.user_agent.name", "Safari"),
                Arguments.of("req.user_agent.version", "17.5"),
                Arguments.of("req.user_agent.os", "iOS"),
                Arguments.of("req.user_agent.os_version", "17.5"),
                Arguments.of("req.user_agent.device", "iPhone"),
                Arguments.of("req.user_agent.is_mobile", true),
                Arguments.of("req.user_agent.is_tablet", false),
                Arguments.of("req.user_agent.is_desktop", false),
                Arguments.of("req.user_agent.is_bot", false),
                Arguments.of("req.user_agent.url", ""),
                Arguments.of("req.version", "HTTP/1.1"),
                Arguments.of("res.content_encoding", List.of()),
                Arguments.of("res.content_type", "application/json"),
                Arguments.of("res.content_type.parameters", Map.of()),
                Arguments.of("res.content_type.raw", "application/json"),
                Arguments.of("res.cookies", cookies()),
                Arguments.of("res.headers", RESPONSE.headers().byName()),
                Arguments.of("res.location", ""),
                Arguments.of("res.status_code", 404L),
                Arguments.of("res.trailers", Map.of()));
    }

    private static Map<String, Object> cookies() {
        Map<String, Object> first = cookie("s", "2");
        first.put("path", "/long");
        first.put("expires", Instant.parse("2026-10-21T07:28:00Z"));
        first.put("unparsed_attributes", Map.of());
        Map<String, Object> second = cookie("s", "1");
        second.put("path", "/");
        second.put("max_age", Duration.ofSeconds(60));
        second.put("secure", true);
        second.put("http_only", true);
        second.put("same_site", "Lax");
        second.put("domain", "a.example");
        second.put("unparsed_attributes", Map.of("Priority", "High"));
        return Map.of("s", List.of(first, second));
    }

    @BeforeEach
    void a_request_and_its_response() {
        scope.request = REQUEST;
        scope.response = RESPONSE;
        scope.progress = WHOLE;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_variable_has_its_value(String name, Object expected) {
        assertThat(Variables.find(name, scope)).contains(expected);
        scope.request = null;
        scope.response = null;
        assertThat(Variables.find(name, scope)).isEmpty();
    }

    @Test
    void what_is_not_there_has_no_value() {
        scope.request = new RequestHead("GET", "http", "[::1]", "/", 1, 0, HeaderList.of("content-length", "-1"), AT);

        scope.progress = RequestProgress.NONE;

        assertThat(List.of("req.content_length", "req.url.port", "req.ts.body_received", "res.content_length"))
                .allSatisfy(n -> assertThat(Variables.find(n, scope)).isEmpty());
        assertThat(Variables.find("req.url.host", scope)).contains("[::1]");
        assertThat(Variables.find("req.version", scope)).contains("HTTP/1.0");
    }

    @Test
    void what_follows_a_head_is_known_once_there_is_a_response() {
        assertThat(Variables.find("conn.bytes_in", scope)).contains(1234L);
        assertThat(Variables.find("conn.bytes_out", scope)).contains(567L);
        scope.response = null;
        assertThat(Variables.find("conn.bytes_in", scope)).contains(1234L);
        assertThat(Variables.find("req.trailers", scope)).contains(Map.of());
        assertThat(Variables.find("req.ts.body_received", scope)).isEmpty();
        assertThat(Variables.find("@has.req.ts.body_received", scope)).contains(false);
    }

    @Test
    void no_variable_is_without_a_row() {
        Set<String> rows = new HashSet<>(Set.of("res.content_length"));
        rows().forEach(r -> rows.add((String) r.get()[0]));

        assertThat(Variables.all())
                .extracting(Variable::name)
                .filteredOn(n -> Variables.needsRequest(n) || Variables.needsResponse(n))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a                | /a
            /                 | /
            /a/./b/../c       | /a/c
            /../..            | /
            /a/..             | /
            /a/.              | /a/
            /%7euser/%41      | /~user/A
            /%2e%2e/a         | /a
            /a%2fb%3f         | /a%2Fb%3F
            /a%zz%4           | /a%zz%4
            /a//b             | /a//b
            *                 | *
            """)
    void paths_have_a_normal_form(String path, String normal) {
        scope.request = new RequestHead("GET", "http", "h", path + "?../%41", 1, 1, HeaderList.EMPTY, AT);

        assertThat(Variables.find("req.url.path", scope)).contains(normal);
        assertThat(Variables.find("req.url.uri", scope)).contains(normal + "?../%41");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            curl/8.5.0 | curl | 8.5.0 | `` | `` | none
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.81 | Edge | 126.0.2592.81 | Windows | 10.0 | desktop
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15 | Safari | 17.4.1 | macOS | 10.15.7 | desktop
            Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox | 128.0 | Linux | `` | desktop
            Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 | Chrome | 126.0.0.0 | Android | 14 | mobile
            Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125.0 Mobile/15E148 Safari/604.1 | Chrome | 125.0 | iOS | 16.6 | tablet
            Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | Googlebot | 2.1 | `` | `` | bot
            `` | `` | `` | `` | `` | none
            """)
    void user_agents(String header, String name, String version, String os, String osVersion, String kind) {
        UserAgent agent = UserAgent.of(header);

        assertThat(agent.name()).isEqualTo(name);
        assertThat(agent.version()).isEqualTo(version);
        assertThat(agent.os()).isEqualTo(os);
        assertThat(agent.osVersion()).isEqualTo(osVersion);
        assertThat(kindOf(agent)).isEqualTo(kind);
        assertThat(agent.url()).isEqualTo(agent.isBot() ? "http://www.google.com/bot.html" : "");
    }

    private static String kindOf(UserAgent agent) {
        return agent.isBot()
                ? "bot"
                : agent.isTablet() ? "tablet" : agent.isMobile() ? "mobile" : agent.isDesktop() ? "desktop" : "none";
    }
}
