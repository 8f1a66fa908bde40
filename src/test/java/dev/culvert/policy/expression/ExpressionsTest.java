package dev.culvert.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionsTest {

    private static final Expressions LANGUAGE = new Expressions();

    private final Findings findings = new Findings();
    private final TestScope scope = new TestScope();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conn.client_ip == '203.0.113.7'",
                "conn.client_port == 40000",
                "conn.client_port > 1024.5",
                "conn.server_ip == '2001:db8::1'",
                "conn.server_port == 5432",
                "conn.server_region == 'lan'",
                "conn.ts.start == timestamp('2026-11-23T10:20:30Z')",
                "conn.ts.start > timestamp('2023-12-31T00:00:00Z')",
                "conn.ts.start.getDayOfWeek() == 1 && conn.ts.start.getHours('Europe/Berlin') == 11",
                "conn.bytes_in == 0 && conn.bytes_out == 0",
                "conn.geo.city == 'Berlin' && conn.geo.country == 'Germany' && conn.geo.country_code == 'DE'",
                "double(conn.geo.latitude) >= 45.0 && conn.geo.longitude == '13.40'",
                "conn.geo.radius == '20' && conn.geo.subdivision == 'BE'",
                "conn.client_ip.geo.location.city == 'Berlin' && conn.client_ip.geo.location.continent == 'Europe'",
                "conn.client_ip.geo.location.country == 'Germany' && conn.client_ip.geo.location.country_code == 'DE'",
                "conn.client_ip.geo.location.latitude == '52.52' && conn.client_ip.geo.location.longitude == '13.40'",
                "conn.client_ip.geo.location.metro_code == 'm' && conn.client_ip.geo.location.postal_code == '10115'",
                "conn.client_ip.geo.location.radius == '20' && conn.client_ip.geo.location.subdivision == 'BE'",
                "conn.client_ip.geo.location.timezone == 'Europe/Berlin' && conn.client_ip.geo.location.is_eu",
                "conn.client_ip.geo.registered_location.city == 'Paris'",
                "conn.server_ip.geo.location.city == 'Paris' && conn.server_ip.as.number == 64501",
                "conn.client_ip.as.number == 64500 && conn.client_ip.as.organization == 'Example Net'",
                "conn.client_ip.categories == [] && !conn.client_ip.is_on_blocklist && !conn.client_ip.is_tor_node",
                "endpoint.addr == 'db.example.com:5432' && endpoint.host == 'db.example.com' && endpoint.id == 'ep_1'",
                "endpoint.protocol == 'tcp' && endpoint.url == 'tcp://db.example.com:5432' && endpoint.port == 5432",
                "time.now == '2026-11-23T10:20:30Z' && timestamp(time.now) == conn.ts.start",
                "!has(vars.x) && !has(conn.tls.sni) && !has(conn.tls) && !has(conn.k8s.pod.id)",
                "!has(conn.k8s.pod.metadata.annotations)",
                "has(conn.client_ip) && has(conn.geo) && has(conn.client_ip.geo.location.city)",
                "!has(actions.ngrok.restrict_ips.action) && !has(actions.ngrok.forward_internal.error.code)",
                "has(actions.ngrok.log) == false",
                "conn.client_ip.isPrivateIp() == false && '10.0.0.1'.isPrivateIp() && !'x'.isPrivateIp()",
                "inCidrRange(conn.client_ip, '203.0.113.0/24') && !inCidrRange(conn.client_ip, 'non' + 'sense')",
                "inCidrRanges(conn.client_ip, ['x' + 'y', '203.0.113.0/24']) && !inCidrRanges(conn.client_ip, ['::/0'])",
                "'AbÉ'.lower() == 'abé' && 'abé'.upper() == 'ABÉ' && 'AbÉ'.lowerAscii() == 'abÉ'",
                "'abé'.upperAscii() == 'ABé' && ' a '.trim() == 'a' && 'abc'.reverse() == 'cba'",
                "'a😀c'.charAt(1) == '😀' && 'abc'.charAt(3) == '' && 'a😀c'.indexOf('c') == 2",
                "'abab'.indexOf('b', 2) == 3 && 'abab'.lastIndexOf('a') == 2 && 'abab'.lastIndexOf('a', 1) == 0",
                "'abc'.indexOf('x') == -1 && 'a😀c'.substring(1) == '😀c' && 'abcd'.substring(1, 3) == 'bc'",
                "'aaa'.replace('a', 'b') == 'bbb' && 'aaa'.replace('a', 'b', 2) == 'bba' && 'a'.replace('x', 'b', -1) == 'a'",
                "'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'a,b'.split(',', 0) == []",
                "'abc'.split('') == ['a', 'b', 'c'] && ['a', 'b'].join() == 'ab' && ['a', 'b'].join('-') == 'a-b'",
                "'%s is %d, %.2f, %x%%'.format(['a', 7, 1.5, 255]) == 'a is 7, 1.50, ff%'",
                "'%b %o %X %e'.format([5, 8, 'hi', 1.0]) == '101 10 6869 1.000000e+00'",
                "'hello'.startsWith('he') && 'hello'.endsWith('lo') && 'hello'.contains('ell') && 'hello'.size() == 5",
                "conn.client_ip.matches('^203\\\\.0') && !conn.client_ip.matches('^10')",
                "strings.quote('a\"b') == '\"a\\\\\"b\"'",
                "base64.decode('aGVsbG8=') == b'hello' && base64.encode(b'hello') == 'aGVsbG8='",
                "'hello'.encodeBase64() == 'aGVsbG8=' && 'aGVsbG8='.decodeBase64() == 'hello'",
                "basic_auth.encode('username', 'password1') == 'Basic dXNlcm5hbWU6cGFzc3dvcmQx'",
                "json.decode('{\"a\": [1, true, null, \"x\"]}').a[3] == 'x' && '[1]'.decodeJson()[0] == 1",
                "json.encode(['a', 'b']) == '[\"a\",\"b\"]' && {'a': 1}.encodeJson() == '{\"a\":1}' && [1].encodeJson() == '[1]'",
                "'{}'.isJson() && !'{'.isJson() && !'{\"a\": }'.isJson()",
                "url.escape('a b&') == 'a+b%26' && 'a+b%26'.unescapeUrl() == 'a b&' && url.unescape('%41') == 'A'",
                "'a b'.escapeUrl() == 'a+b' && url.parse('https://h:8/p?q=1').host == 'h' && 'https://h:8/p'.parseUrl().port == '8'",
                "'https://h/p'.isURL() && !'h/p'.isURL()",
                "queryString.decode('a=1&a=2&b=').a == ['1', '2'] && 'x=%20'.decodeQueryString().x[0] == ' '",
                "queryString.encode({'a': ['1', '2'], 'b': 'c d'}) == 'a=1&a=2&b=c+d' && {'a': 'b'}.encodeQueryString() == 'a=b'",
                "'a=b'.isQueryString() && !'a=%zz'.isQueryString()",
                "hash.crc32('hello') == '3610a686' && hash.crc32('hello', 'base64') == 'NhCmhg=='",
                "hash.crc64('hello') == '3c3eeee2d8100000' && 'hello'.crc64('base64') == 'PD7u4tgQAAA='",
                "hash.md5('hello') == '5d41402abc4b2a76b9719d911017c592' && 'hello'.md5('hex') == hash.md5('hello')",
                "hash.sha1('hello') == 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d' && 'hello'.sha1() == hash.sha1('hello')",
                "hash.sha256('hello').startsWith('2cf24dba') && hash.sha512('hello').startsWith('9b71d224')",
                "hash.xxhash64('hello') == '26c7827d889f6da3' && 'hello'.xxhash64('base64') == 'JseCfYifbaM='",
                "'The quick brown fox jumps over the lazy dog'.xxhash64() == '0b242d361fda71bc'",
                "[1, 2, 3, 4].slice(1, 3) == [2, 3] && [1, [2, [3]]].flatten() == [1, 2, [3]] && [1, [2, [3]]].flatten(2) == [1, 2, 3]",
                "[3, 1, 2].sort() == [1, 2, 3] && ['b', 'a'].sort() == ['a', 'b'] && [1, 1, 2].distinct() == [1, 2]",
                "['ccc', 'a', 'bb'].sortBy(x, size(x)) == ['a', 'bb', 'ccc'] && lists.range(3) == [0, 1, 2]",
                "[1, 2, 3].reverse() == [3, 2, 1] && [1, 2].all(x, x > 0) && [1, 2].exists(x, x > 1)",
                "[1, 2].exists_one(x, x > 1) && [1, 2].filter(x, x > 1) == [2] && [1, 2].map(x, x * 2) == [2, 4]",
                "[1, 2].map(x, x > 1, x * 2) == [4]",
                "rand.int(1, 3) in [1, 2, 3] && rand.double() < 1.0",
                "conn.ts.start.getFullYear() == 2026 && conn.ts.start.getMonth() == 10 && conn.ts.start.getDate() == 23",
                "conn.ts.start.getDayOfMonth() == 22 && conn.ts.start.getDayOfYear() == 326",
                "conn.ts.start.getSeconds() == 30 && timestamp('2026-11-23T10:20:30.25Z').getMilliseconds() == 250",
                "conn.ts.start.getMinutes('Asia/Kolkata') == 50 && duration('1h30m').getHours() == 1",
                "duration('90s').getMinutes() == 1 && conn.ts.start - duration('1h') < conn.ts.start",
            })
    void variables_and_functions_have_their_values(String source) throws Exception {
        assertThat(compiled(source).holds(n -> Variables.find(n, scope))).isTrue();
    }

    @Test
    void results_and_own_variables_are_found() throws Exception {
        scope.vars.put("n", 2L);
        scope.results.put("restrict_ips.action", "deny");

        assertThat(holds("vars.n + 1 == 3 && has(vars.n)")).isTrue();
        assertThat(holds("actions.ngrok.restrict_ips.action == 'deny' && has(actions.ngrok.restrict_ips)"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            conn.clientip == 'a'             | conn.clientip       | did you mean 'conn.client_ip'?
            true && conn.client_ip.foo       | conn.client_ip.foo  | There is no variable
            conn.tls.snii == ''              | conn.tls.snii       | did you mean 'conn.tls.sni'?
            req.methode == 'GET'             | req.methode        | There is no variable
            getRequestHeader('a') == []       | getRequestHeader    | There is no function
            'a'.lowr() == 'a'                | .lowr               | There is no function
            conn.client_ip                   | conn.client_ip      | gives a string
            1 + 'a' == 2                     | +                   | no matching overload
            conn.client_port ==              | ``                  | expression is wrong
            """)
    void what_does_not_compile_is_found_at_its_place(String source, String place, String message) {
        ScalarNode node = node(source);

        assertThat(LANGUAGE.condition(node, findings)).isNull();

        Finding finding = findings.sorted().getFirst();
        assertThat(finding.code()).isEqualTo("ERR_NGROK_2200");
        assertThat(finding.message()).contains(message);
        TextRange range = finding.range();
        if (!place.isEmpty()) {
            assertThat(text(source).substring(range.start(), range.end())).isEqualTo(place);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            conn.client_ip.matches('(')                              | ERR_NGROK_2261 | '('
            matches(conn.client_ip, "a\\\\") && '(' == ''             | ERR_NGROK_2261 | "a\\\\"
            '😀' == '' && conn.client_ip.matches(r'[')               | ERR_NGROK_2261 | r'['
            conn.ts.start > timestamp('yesterday')                   | ERR_NGROK_2200 | 'yesterday'
            conn.ts.start - conn.ts.start > duration('long')         | ERR_NGROK_2200 | 'long'
            conn.ts.start.getHours('Europe/Belrin') == 1             | ERR_NGROK_2200 | 'Europe/Belrin'
            """)
    void a_text_that_can_never_do_is_found_where_it_stands(String source, String code, String place) {
        assertThat(LANGUAGE.condition(node(source), findings)).isNotNull();

        assertThat(findings.sorted()).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.isError()).isTrue();
            assertThat(f.message()).contains("fails").endsWith(".").doesNotContain("Exception");
            assertThat(text(source).substring(f.range().start(), f.range().end()))
                    .isEqualTo(place);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inCidrRange(conn.client_ip, '10.0.0.0/33')",
                "inCidrRanges(conn.client_ip, ['10.0.0.0/8', '10.0.0.0/33'])"
            })
    void a_network_that_is_none_matches_nobody_and_is_told_of(String source) {
        assertThat(LANGUAGE.condition(node(source), findings)).isNotNull();

        assertThat(findings.sorted()).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo("ERR_NGROK_2217");
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(text(source).substring(f.range().start(), f.range().end()))
                    .isEqualTo("'10.0.0.0/33'");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vars.missing == 1",
                "conn.tls.sni == 'a'",
                "actions.ngrok.restrict_ips.action == 'allow'",
                "1 / (conn.client_port - 40000) == 1",
                "json.decode('{') == 1",
                "'abc'.substring(5) == ''",
                "vars.text",
                "lists.range(100000).size() == 1",
                "[1, 'a'].sort() == []",
                "'%d'.format([]) == ''",
                "lists.range(10000).exists(x, lists.range(10000).exists(y, x + y < 0))",
            })
    void what_fails_says_so_and_where(String source) {
        scope.vars.put("text", "a");
        Expression expression = compiled(source);

        assertThatThrownBy(() -> expression.holds(n -> Variables.find(n, scope)))
                .isInstanceOfSatisfying(ExpressionFailure.class, e -> {
                    assertThat(e.code()).isEqualTo("ERR_NGROK_2238");
                    assertThat(e.range()).isEqualTo(expression.range());
                    assertThat(e).hasMessageContaining(source);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                                           | plain
            a ${conn.client_port} b ${1 + 1}                | a 40000 b 2
            ${{'a': 1}.a}x                                  | 1x
            ${'}'}x${"\\"}"}                                | }x"}
            ${[1, 'a']} ${1.0} ${null} ${true} ${conn.ts.start} ${duration('90s')} | [1,"a"] 1 null true 2026-11-23T10:20:30Z 90s
            """)
    void templates_become_texts(String template, String expected) throws Exception {
        assertThat(template(template).text(n -> Variables.find(n, scope))).isEqualTo(expected);
    }

    @Test
    void a_lone_expression_keeps_its_type() throws Exception {
        assertThat(template("${conn.client_port}").value(n -> Variables.find(n, scope)))
                .isEqualTo(40_000L);
        assertThat(template("${[1]}").value(n -> Variables.find(n, scope))).isEqualTo(List.of(1L));
        assertThat(template("${{'a': true}}").value(n -> Variables.find(n, scope)))
                .isEqualTo(Map.of("a", true));
        assertThat(template("no").isConstant()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ${conn.clientip}", "${", "${ }", "${'}", "${1 +}"})
    void a_template_that_does_not_compile_is_found(String template) {
        assertThat(Template.compile(node(template), LANGUAGE, findings)).isNull();
        assertThat(findings.sorted()).first().extracting(Finding::code).isEqualTo("ERR_NGROK_2224");
    }

    @Test
    void every_variable_has_a_type_and_help() {
        assertThat(Variables.all()).hasSizeGreaterThan(90).allSatisfy(v -> {
            assertThat(v.help()).isNotBlank();
            assertThat(v.typeName()).matches("[a-z]+(\\(.*\\))?");
        });
    }

    private boolean holds(String source) throws ExpressionFailure {
        return compiled(source).holds(n -> Variables.find(n, scope));
    }

    private Expression compiled(String source) {
        Expression expression = LANGUAGE.condition(node(source), findings);
        assertThat(findings.sorted()).isEmpty();
        return java.util.Objects.requireNonNull(expression);
    }

    private Template template(String source) {
        Template template = Template.compile(node(source), LANGUAGE, findings);
        assertThat(findings.sorted()).isEmpty();
        return java.util.Objects.requireNonNull(template);
    }

    private static String text(String source) {
        return "on_tcp_connect:\n- expressions:\n  - |-\n    " + source + "\n  actions: [{type: deny}]\n";
    }

    private static ScalarNode node(String source) {
        return PolicyDocument.read(text(source), new Findings())
                .rules(Phase.ON_TCP_CONNECT)
                .getFirst()
                .expressions()
                .getFirst();
    }
}
