package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.run.HttpEvaluation;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each action makes of a request and of a response, as rows: add a row to say more of an action. */
final class HttpActionTableTest {

    private static final String REQUESTS = """
            custom-response  | {}                                                         | 200 []
            custom-response  | {body: hello}                                              | 200 [content-type: text/plain; charset=utf-8] hello
            custom-response  | {body: '{"a": 1}'}                                         | 200 [content-type: application/json] {"a": 1}
            custom-response  | {body: '{a}'}                                              | 200 [content-type: text/plain; charset=utf-8] {a}
            custom-response  | {body: '<html><p>x'}                                       | 200 [content-type: text/html; charset=utf-8] <html><p>x
            custom-response  | {body: '<?xml version="1.0"?><a/>'}                        | 200 [content-type: text/xml; charset=utf-8] <?xml version="1.0"?><a/>
            custom-response  | {status_code: 503, body: b, headers: {Content-Type: x/y}}  | 503 [content-type: x/y] b
            custom-response  | {body: '${req.method} ${req.url.path}', headers: {X-IP: '${conn.client_ip}'}} | 200 [x-ip: 1.2.3.4, content-type: text/plain; charset=utf-8] GET /a
            custom-response  | {headers: {x-a: "${'a\\\\r\\\\nb: c'}"}}                       | 500 [content-type: text/plain; charset=utf-8, connection: close] This endpoint's traffic policy failed.
            redirect         | {to: 'https://other.example/'}                             | 302 [location: https://other.example/]
            redirect         | {to: /b, status_code: 308, headers: {x-a: b}}              | 308 [x-a: b, location: http://host.example/b]
            redirect         | {from: '/a\\b', to: '/b c'}                                | 302 [location: http://host.example/b%20c?q=1&q=2]
            redirect         | {from: '^http://([^/]+)/(.*)$', to: 'https://www.$1/$2'}   | 302 [location: https://www.host.example/a?q=1&q=2]
            redirect         | {from: 'q=(\\d)', to: 'z=$1$2$$'}                          | 302 [location: http://host.example/a?z=1$&z=2$]
            redirect         | {from: /nothing, to: /b}                                   | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            redirect         | {to: '${req.url}'}                                         | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            redirect         | {from: '^${req.url.scheme}:', to: 'https:'}                | 302 [location: https://host.example/a?q=1&q=2]
            redirect         | {to: "${'/a\\\\r\\\\nset-cookie: b=c'}"}                       | 302 [location: http://host.example/a%0D%0Aset-cookie:%20b=c]
            url-rewrite      | {from: /a, to: /b}                                         | proceed http://host.example/b?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            url-rewrite      | {from: 'q=(\\d)', to: 'r=$1'}                              | proceed http://host.example/a?r=1&r=2 [host: host.example, x-b: 1, x-b: 2]
            url-rewrite      | {from: '${req.url.authority}/a(.*)', to: '/z$1'}           | proceed http://host.example/z?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            url-rewrite      | {from: 'host\\.example', to: other.example}                | proceed http://other.example/a?q=1&q=2 [host: other.example, x-b: 1, x-b: 2]
            url-rewrite      | {to: 'https://other.example:1/x#y'}                        | proceed https://other.example:1/x [host: other.example:1, x-b: 1, x-b: 2]
            url-rewrite      | {to: '${req.method}'}                                      | proceed http://host.example/GET [host: host.example, x-b: 1, x-b: 2]
            url-rewrite      | {to: "${'/a b\\\\r\\\\nx: y'}"}                                | proceed http://host.example/a%20b%0D%0Ax:%20y [host: host.example, x-b: 1, x-b: 2]
            url-rewrite      | {to: 'ftp://x/'}                                           | 500 [content-type: text/plain; charset=utf-8, connection: close] This endpoint's traffic policy failed.
            add-headers      | {headers: {X-B: '${conn.client_port}', x-c: d}}            | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2, x-b: 40000, x-c: d]
            add-headers      | {headers: {host: other.example}}                           | proceed http://other.example/a?q=1&q=2 [host: other.example, x-b: 1, x-b: 2]
            add-headers      | {headers: {x-a: "${'b\\\\nc'}"}}                             | 500 [content-type: text/plain; charset=utf-8, connection: close] This endpoint's traffic policy failed.
            remove-headers   | {headers: [X-B, x-c]}                                      | proceed http://host.example/a?q=1&q=2 [host: host.example]
            basic-auth       | {credentials: ['a:password']}                              | 401 [www-authenticate: Basic realm="ngrok", charset="UTF-8"]
            basic-auth       | {credentials: ['a:password'], realm: 'a "b'}               | 401 [www-authenticate: Basic realm="a \\"b", charset="UTF-8"]
            basic-auth       | {credentials: ['a:password'], enforce: false}              | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            deny             | {}                                                         | 403 []
            deny             | {status_code: 404}                                         | 404 []
            close-connection | {}                                                         | close denied
            restrict-ips     | {allow: [9.9.9.9/32]}                                      | 403 []
            restrict-ips     | {allow: [9.9.9.9/32], enforce: false}                      | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            restrict-ips     | {allow: [1.2.3.0/24]}                                      | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            rate-limit       | {name: a, algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [req.host]} | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            log              | {metadata: {a: '${req.method}'}}                           | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            set-vars         | {vars: [{a: '${req.method}'}]}                             | proceed http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            forward-internal | {url: 'tcp://a.internal:1'}                                | forward tcp://a.internal:1 http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            forward-internal | {url: 'tcp://${req.method.lowerAscii()}.internal:1', on_error: continue} | try tcp://get.internal:1 http://host.example/a?q=1&q=2 [host: host.example, x-b: 1, x-b: 2]
            """;

    private static final String RESPONSES = """
            custom-response | {status_code: 503, body: 'was ${res.status_code}'} | 503 [content-type: text/plain; charset=utf-8] was 404
            add-headers     | {headers: {x-a: '${req.method}'}}  | send 404 [server: s, x-a: GET]
            remove-headers  | {headers: [Server]}                | send 404 []
            restrict-ips    | {allow: [9.9.9.9/32]}              | 403 []
            log             | {metadata: {a: b}}                 | send 404 [server: s]
            set-vars        | {vars: [{a: b}]}                   | send 404 [server: s]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = REQUESTS)
    void on_a_request(String type, String config, String expected) {
        PolicyProgram program = program(Phase.ON_HTTP_REQUEST, type, config);
        RequestHead request = Http.get("http://host.example/a?q=1&q=2", "x-b", "1", "x-b", "2");

        assertThat(Http.begin(program, request).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = RESPONSES)
    void on_a_response(String type, String config, String expected) {
        HttpEvaluation evaluation = Http.evaluation(program(Phase.ON_HTTP_RESPONSE, type, config));
        evaluation.begin(Http.get("http://host.example/"));

        assertThat(Http.text(evaluation.response(Http.response(404, "server", "s"))))
                .isEqualTo(expected);
    }

    @Test
    void no_action_is_without_a_row() {
        assertThat(typesOf(REQUESTS)).isEqualTo(runnableIn(Phase.ON_HTTP_REQUEST));
        assertThat(typesOf(RESPONSES)).isEqualTo(runnableIn(Phase.ON_HTTP_RESPONSE));
    }

    private static PolicyProgram program(Phase phase, String type, String config) {
        return Samples.program("{" + phase.key() + ": [{actions: [{type: " + type + ", config: " + config + "}]}]}");
    }

    private static Set<String> typesOf(String rows) {
        Set<String> types = new TreeSet<>();
        rows.lines().forEach(l -> types.add(l.substring(0, l.indexOf('|')).strip()));
        return types;
    }

    private static Set<String> runnableIn(Phase phase) {
        Set<String> types = new TreeSet<>();
        Stream<ActionType> all = Actions.types().stream().filter(t -> t.runsIn(phase));
        all.map(ActionType::name).filter(n -> Actions.runnable(n).isPresent()).forEach(types::add);
        return types;
    }
}
