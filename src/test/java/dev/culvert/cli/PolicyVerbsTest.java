package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyVerbsTest {

    private static final String OFFICE = """
            on_tcp_connect:
              - name: office
                expressions: ["conn.client_port < 50000"]
                actions:
                  - type: restrict-ips
                    config: {allow: [10.0.0.0/8]}
            """;

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    private CommandRun policy(String text, String verb, String... options) {
        return CommandRun.withInput(
                text,
                launcher,
                directory,
                Stream.concat(Stream.of("policy", verb, "-"), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private CommandRun tried(String text, String... options) {
        return policy(
                text,
                "try",
                Stream.concat(Stream.of("--client-ip", "10.1.2.3"), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) {
        return new JsonMapper().readTree(run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "on_tcp_connect: []                                      | agent | 0 | -: no findings",
                "on_tcp_connect: []                                      | cloud | 1 | -:1:1: error ERR_NGROK_2235 A cloud",
                "{on_tcp_connect: [{actions: [{type: deny}]}]}           | cloud | 0 | -: no findings",
                "{on_tcp_connect: [{actions: [{type: dney}]}]}           | agent | 1 | -:1:37: error ERR_NGROK_2201 There is",
                "{on_tcp_connect: [{actions: [{type: restrict-ips, config: {deny: [10.0.0.0/8]}}]}]} | agent | 0 | : warning ERR_NGROK_393 ",
                "{on_tcp_connect: [{actions: [{type: restrict-ips, config: {ip_policies: [ipp_1]}}]}]} | agent | 1 | : error ERR_NGROK_2216 ",
                "{on_tcp_connect: [{actions: [{type: ~a\\e[2Jb~}]}]}     | agent | 1 | 'a [2Jb'"
            })
    void checkPrintsFindings(String text, String kind, int code, String said) {
        var run = policy(text.replace('~', '"'), "check", "--kind", kind);

        assertThat(run.out().strip()).contains(said).doesNotContain("\u001b");
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err().contains("without a gateway")).isEqualTo(said.contains("2216"));
    }

    @Test
    void checkNamesTheFileAsItWasWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("p.yml"), "on_tcp_connect:\n  - actions: 7\n");

        var run = CommandRun.of(launcher, directory, "policy", "check", file.toString());

        assertThat(run.out()).startsWith(file + ":2:");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void checkAsJson() {
        var run = policy(OFFICE.replace("allow", "deny"), "check", "--json");

        JsonNode finding = json(run).get(0);
        assertThat(finding.propertyNames())
                .containsExactly(
                        "file", "line", "column", "end_line", "end_column", "severity", "code", "message", "quick_fix");
        assertThat(finding.get("file").stringValue()).isEqualTo("-");
        assertThat(finding.get("line").intValue()).isEqualTo(5);
        assertThat(finding.get("severity").stringValue()).isEqualTo("warning");
        assertThat(finding.get("code").stringValue()).isEqualTo("ERR_NGROK_393");
        assertThat(finding.at("/quick_fix/title").stringValue()).isEqualTo("Allow every other address");
        assertThat(finding.at("/quick_fix/line").intValue()).isEqualTo(6);
        assertThat(finding.at("/quick_fix/replacement").stringValue()).startsWith("allow: [0.0.0.0/0");
        assertThat(run.code()).isZero();
        assertThat(json(policy(OFFICE, "check", "--json")).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{actions: [{type: deny}]}                                                        | closed: denied.           | 'rule 1', deny (-:1:",
                "{name: n, actions: [{type: close-connection}]}                                   | closed: denied.           | 'n', close-connection (-:1:",
                "{actions: [{type: log, config: {metadata: {a: b}}}]}                             | forwarded to the upstream. | no rule: the end",
                "{actions: [{type: forward-internal, config: {url: 'tcp://db.internal:5432'}}]}   | handed to tcp://db.internal:5432. | 'rule 1', forward-internal",
                "{actions: [{type: forward-internal, config: {url: 'tcp://db.internal:5432', on_error: continue}}]} | 5432; if that fails | 'rule 1', forward-internal",
                "{expressions: ['conn.client_port / 0 == 1'], actions: [{type: deny}]}            | closed: policy_error.     | 'rule 1', its expressions",
                "{actions: [{type: limit-connections, config: {max: 1}}]}                         | forwarded to the upstream. | no rule",
                "{actions: [{type: deny, report_only: true}]}                                     | forwarded to the upstream. | no rule"
            })
    void tryDecides(String rule, String decision, String by) {
        var run = tried("{on_tcp_connect: [" + rule + "]}");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst()).get().asString().contains(decision);
        assertThat(run.out()).contains("Decided by " + by);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "conn.client_port == 49152               |                           | forward",
                "conn.client_port == 7                   | --client-port 7           | forward",
                "conn.client_ip == '10.1.2.3'            |                           | forward",
                "conn.server_port == 1                   |                           | forward",
                "conn.server_port == 5432                | --url tcp://db.test:5432  | forward",
                "conn.server_ip == '10.9.9.9'            | --url tcp://10.9.9.9:80   | forward",
                "conn.ts.start.getFullYear() == 2030     | --at 2030-01-01T00:30:00+01:00 | close",
                "conn.ts.start.getFullYear() == 2029     | --at 2030-01-01T00:30:00+01:00 | forward",
                "conn.ts.start.getFullYear() >= 2026     |                           | forward"
            })
    void tryTakesTheConnectionFromItsOptions(String expression, String options, String decision) {
        String text = "{on_tcp_connect: [{expressions: [\"!(" + expression + ")\"], actions: [{type: deny}]}]}";
        String[] words = ("--json " + (options == null ? "" : options)).split(" ");

        var run = tried(text, words);

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(json(run).get("decision").stringValue()).isEqualTo(decision);
    }

    @Test
    void tryTellsHowItCameToThat() {
        var run = policy(OFFICE, "try", "--client-ip", "192.0.2.1");

        assertThat(run.out().lines())
                .containsExactly(
                        "The connection is closed: denied.",
                        "Decided by 'office', restrict-ips (-:5:9).",
                        "- office",
                        "  - conn.client_port < 50000 -> true",
                        "    - conn.client_port = 49152",
                        "  - restrict-ips -> 192.0.2.1 is in no network that is named: deny; close: denied");
    }

    @Test
    void tryAsJson() {
        JsonNode made = json(policy(OFFICE, "try", "--client-ip", "192.0.2.1", "--json"));

        assertThat(made.get("decision").stringValue()).isEqualTo("close");
        assertThat(made.get("close_reason").stringValue()).isEqualTo("denied");
        assertThat(made.get("sentence").stringValue()).isEqualTo("The connection is closed: denied.");
        assertThat(made.get("decided_by").toString())
                .isEqualTo("{\"rule\":\"office\",\"rule_index\":0,\"action\":\"restrict-ips\",\"action_index\":0,"
                        + "\"line\":5,\"column\":9}");
        assertThat(made.get("trace").values().stream().map(e -> e.get("event").stringValue()))
                .containsExactly("rule", "expression", "action");
        assertThat(made.at("/trace/1/value").stringValue()).isEqualTo("true");
        assertThat(made.at("/trace/1/variables/conn.client_port").stringValue()).isEqualTo("49152");
        assertThat(made.at("/trace/2/result").stringValue()).endsWith("close: denied");
    }

    @Test
    void whatFailedIsNamed() {
        String text = "{on_tcp_connect: [{expressions: ['1 / 0 == conn.client_port'], actions: [{type: deny}]}]}";

        assertThat(json(tried(text, "--json")).at("/failure/code").stringValue())
                .isEqualTo("ERR_NGROK_2238");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "actions: [{type: deny}]                                                       | 0 | close",
                "actions: [{type: terminate-tls}]                                              | 0 | forward",
                "expressions: ['conn.client_port == 1'], actions: [{type: deny}]               | 0 | forward",
                "actions: [{type: log, config: {metadata: {sni: '${conn.tls.sni}'}}}]          | 0 | forward",
                "expressions: ['conn.tls.sni == ~a~'], actions: [{type: deny}]                 | 1 | depends_on_tls_handshake",
                "expressions: ['has(conn.tls.client)'], actions: [{type: deny}]                | 1 | depends_on_tls_handshake",
                "actions: [{type: set-vars, config: {vars: [{a: '${conn.tls.sni}'}]}}]         | 1 | depends_on_tls_handshake",
                "actions: [{type: log, config: {metadata: {a: '${conn.tls.client.pem}'}}}]     | 1 | depends_on_tls_handshake"
            })
    void tryGoesOnBehindTlsAsFarAsItCan(String rule, int code, String decision) {
        String text =
                "{on_tcp_connect: [{name: tls, actions: [{type: terminate-tls}]}, {" + rule.replace('~', '"') + "}]}";

        var run = tried(text);
        JsonNode made = json(tried(text, "--json"));

        assertThat(made.get("decision").stringValue()).isEqualTo(decision);
        assertThat(made.at("/tls_terminated_by/rule").stringValue()).isEqualTo("tls");
        assertThat(made.has("reads_tls_handshake")).isEqualTo(code == 1);
        assertThat(made.get("trace").toString()).doesNotContain("sni=");
        assertThat(run.out()).contains("TLS is terminated by 'tls', terminate-tls (-:1:", "makes no handshake");
        assertThat(run.out().contains("depends on its TLS handshake")).isEqualTo(code == 1);
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void aPolicyWithErrorsIsNotTried() {
        var run = tried("{on_tcp_connect: [{actions: [{type: dney}]}]}");
        var json = tried("{on_tcp_connect: [{actions: [{type: dney}]}]}", "--json");

        assertThat(run.out()).startsWith("-:1:37: error ERR_NGROK_2201 ").doesNotContain("The connection");
        assertThat(run.code()).isEqualTo(1);
        assertThat(json(json).at("/0/code").stringValue()).isEqualTo("ERR_NGROK_2201");
        assertThat(json.code()).isEqualTo(1);
    }

    @Test
    void aCloudPolicyIsTriedAsOne() {
        var run = tried("on_tcp_connect: []", "--kind", "cloud");

        assertThat(run.out()).contains("ERR_NGROK_2235");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "policy                                        | Say what to do   | check, try, replay or schema",
                "policy check                                  | 'FILE'           | culvert policy check --help",
                "policy check /no/such                         | FILE '/no/such'  | or - for standard input",
                "policy check - --kind tls                     | '--kind'         | write agent or cloud",
                "policy try -                                  | '--client-ip     | culvert policy try --help",
                "policy try - --client-ip localhost            | '--client-ip'    | 203.0.113.7",
                "policy try - --client-ip 1.2.3.4.5            | '--client-ip'    | 203.0.113.7",
                "policy try - --client-ip ::1 --client-port 0  | '--client-port'  | from 1 to 65535",
                "policy try - --client-ip ::1 --client-port x  | '--client-port'  | from 1 to 65535",
                "policy try - --client-ip ::1 --at yesterday   | '--at'           | 2030-01-31T09:00:00Z",
                "policy try - --client-ip ::1 --at 2030-01-31  | '--at'           | 2030-01-31T09:00:00Z",
                "policy try - --client-ip ::1 --at +12000-01-31T09:00:00Z | '--at'  | from 1970 to 9999",
                "policy try - --client-ip ::1 --url ftp://x:1  | '--url'          | write tcp://host:port",
                "policy try - --client-ip ::1 --url tcp://x    | '--url'          | write host:port",
                "policy try - --client-ip ::1 --request-url ftp://x  | '--request-url' | http://example.com/a?b=c",
                "policy try - --client-ip ::1 --request-url a  | '--request-url' | or /a?b=c",
                "policy try - --client-ip ::1 --request-method=(  | '--request-method' | such as GET",
                "policy try - --client-ip ::1 --response-status=99 | '--response-status' | a number from 200 to 599",
                "policy try - --client-ip ::1 --response-header=a | '--response-header' | such as accept: text/html",
                "policy try - --client-ip ::1 --request-header=a | '--request-header' | such as accept: text/html",
                "policy try /no/such --client-ip ::1           | FILE '/no/such'  | exists and is UTF-8"
            })
    void whatIsWrittenWronglyIsNamed(String args, String named, String advice) {
        var run = CommandRun.of(launcher, directory, args.strip().split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(named, advice);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileMustBeText() throws IOException {
        Path binary = Files.write(directory.resolve("latin"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.write(directory.resolve("large"), new byte[2 << 20]);

        var unreadable = CommandRun.of(launcher, directory, "policy", "check", binary.toString());
        var refused = CommandRun.of(launcher, directory, "policy", "check", large.toString());

        assertThat(unreadable.code()).isEqualTo(2);
        assertThat(unreadable.err()).contains("latin", "UTF-8");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("256 KiB");
    }

    @Test
    void theSchemaIsOne() {
        JsonNode schema = json(CommandRun.of(launcher, directory, "policy", "schema"));

        assertThat(schema.get("$schema").stringValue()).contains("json-schema.org");
        assertThat(schema.at("/properties/on_tcp_connect/items").toString())
                .contains("restrict-ips", "forward-internal");
    }
}
