package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in HTTP phases: each code with what causes it, as rows. */
final class HttpFindingsTest {

    private static final String LONG = "x".repeat(5000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: deny}, {type: log, config: {metadata: {a: b}}}             | ERROR | ERR_NGROK_2207 | 'log' is never reached, since 'deny' before it ends the rule; move it up or remove it.
            {type: custom-response}, {type: deny}                             | ERROR | ERR_NGROK_2207 | 'deny' is never reached, since 'custom-response' before it ends the rule; move it up or remove it.
            {type: add-headers, config: {headers: {NAME: b}}}                 | ERROR | ERR_NGROK_2208 | A header's name may have at most 256 characters.
            {type: add-headers, config: {headers: {a: LONG}}}                 | ERROR | ERR_NGROK_2209 | A header's value may have at most 4096 characters.
            {type: add-headers, config: {headers: {'a b': c}}}                | ERROR | ERR_NGROK_2210 | 'a b' is no header name; use letters, digits and hyphens, such as x-client-ip.
            {type: add-headers, config: {headers: {User-Agent: c}}}           | ERROR | ERR_NGROK_2210 | 'user-agent' may be neither added nor removed, as with ngrok; leave it out.
            {type: add-headers, config: {headers: {Content-Length: 1}}}       | ERROR | ERR_NGROK_2210 | 'Content-Length' says how messages follow each other and is set by Culvert; remove it here.
            {type: remove-headers, config: {headers: [Transfer-Encoding]}}    | ERROR | ERR_NGROK_2210 | 'Transfer-Encoding' says how messages follow each other and is set by Culvert; remove it here.
            {type: remove-headers, config: {headers: [user-agent]}}           | ERROR | ERR_NGROK_2210 | 'user-agent' may be neither added nor removed, as with ngrok; leave it out.
            {type: remove-headers, config: {headers: [Host]}}                 | ERROR | ERR_NGROK_398  | A request needs its host; give it another with add-headers.
            {type: custom-response, config: {headers: {a: "b\\nc"}}}          | ERROR | ERR_NGROK_2211 | A header's value is one line; take the line breaks and control characters out.
            {type: add-headers, config: {headers: {a: [b]}}}                  | ERROR | ERR_NGROK_2211 | The value of 'a' must be a text, not a list.
            {type: add-headers, config: {headers: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1}}} | ERROR | ERR_NGROK_2212 | 'headers' may have at most 10 entries.
            {type: add-headers, config: {headers: {}}}                        | ERROR | ERR_NGROK_2223 | 'headers' must not be empty.
            {type: add-headers, config: {headers: {a: '${nothing}'}}}         | ERROR | ERR_NGROK_2213 | There is no variable 'nothing'; look up the variables in the reference.
            {type: add-headers, config: {headers: {A: 1, a: 2}}}              | ERROR | ERR_NGROK_2231 | 'a' stands here twice; remove one.
            {type: remove-headers, config: {headers: [a, A]}}                 | ERROR | ERR_NGROK_2231 | 'a' stands here twice; remove one.
            {type: deny, config: {status_code: 399}}                          | ERROR | ERR_NGROK_2215 | 'status_code' must be a number from 400 to 599.
            {type: custom-response, config: {status_code: 101}}               | ERROR | ERR_NGROK_2215 | 'status_code' must be a number from 200 to 599.
            {type: redirect, config: {to: /a, status_code: 304}}              | ERROR | ERR_NGROK_2222 | 'status_code' must be one of: 301, 302, 303, 307, 308.
            {type: redirect, config: {from: '(', to: /a}}                     | ERROR | ERR_NGROK_2261 | This is no regular expression: missing closing ): (; write one that RE2 understands, and a backslash before signs that mean themselves.
            {type: url-rewrite, config: {from: '(?=a)', to: /a}}              | ERROR | ERR_NGROK_2261 | This is no regular expression: invalid or unsupported Perl syntax: (?=; write one that RE2 understands, and a backslash before signs that mean themselves.
            {type: url-rewrite, config: {from: a}}                            | ERROR | ERR_NGROK_2234 | url-rewrite needs 'to': a text.
            {type: custom-response, config: {status_code: 204, body: a}}      | ERROR | ERR_NGROK_3604 | A response of status 204 has no body; remove 'body', or use another status.
            {type: basic-auth, config: {credentials: ['password']}}           | ERROR | ERR_NGROK_2204 | Write a name, a colon and a password, such as alice:correct-horse.
            {type: basic-auth, config: {credentials: ["a\\u0007:password"]}}  | ERROR | ERR_NGROK_2257 | A user name has no control characters in it (RFC 7617 2.1).
            {type: basic-auth, config: {credentials: ["a:pass\\u0007word"]}}  | ERROR | ERR_NGROK_2258 | A password has no control characters in it (RFC 7617 2.1).
            {type: basic-auth, config: {credentials: ['a:passwor']}}          | ERROR | ERR_NGROK_2237 | The password is too short; it must have 8 characters at least.
            {type: basic-auth, config: {credentials: ['a:LONG']}}             | ERROR | ERR_NGROK_2221 | The password is too long; it may have 128 characters at most.
            {type: basic-auth, config: {credentials: ['a:password', 'a:password']}} | ERROR | ERR_NGROK_2231 | This pair stands here twice; remove one.
            {type: basic-auth, config: {credentials: ['a:password'], realm: 'ä'}} | ERROR | ERR_NGROK_2204 | 'realm' may have plain ASCII letters, digits and signs only.
            {type: basic-auth, config: {credentials: ['a:password']}}, {type: basic-auth, config: {credentials: ['b:password']}} | INFO | ERR_NGROK_2239 | ngrok refuses more than one action that authenticates; Culvert runs them all.
            {type: oauth, config: {provider: google}}                         | ERROR | CULVERT_NOT_RUN | Culvert does not run 'oauth', and the policy must not run without it; remove it, or use an action that Culvert runs.
            {type: terminate-tls}                                             | ERROR | ERR_NGROK_2202 | 'terminate-tls' cannot stand in on_http_request; it belongs in on_tcp_connect.
            {type: log, config: {metadata: {a: '${res.status_code}'}}}        | ERROR | ERR_NGROK_2200 | 'res.status_code' is not known here: there is a response only in on_http_response.
            {type: log, config: {metadata: {a: "${hasResHeader('a')}"}}}      | ERROR | ERR_NGROK_2200 | 'res.headers' is not known here: there is a response only in on_http_response.
            {type: log, config: {metadata: {a: '${req.ts.body_received}'}}}   | WARNING | CULVERT_NO_BODY | 'req.ts.body_received' has no value, so this fails and answers 500: no policy waits for the body.
            {type: log, config: {metadata: {a: '${actions.ngrok.redirect.url}'}}} | WARNING | CULVERT_NO_RESULT | 'actions.ngrok.redirect.url' has no value here, so this fails and answers 500: add redirect before it.
            """)
    void a_code_for_what_is_wrong(String actions, Severity severity, String code, String message) {
        String policy = "{on_http_request: [{actions: ["
                + actions.replace("LONG", LONG).replace("NAME", "n".repeat(257)) + "]}]}";

        assertThat(Samples.CHECK.check(policy, EndpointKind.AGENT).findings()).anySatisfy(f -> {
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.severity()).isEqualTo(severity);
            assertThat(f.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            on_tcp_connect   | conn.bytes_in > 5                                     | CULVERT_TOO_EARLY | 'conn.bytes_in' is always 0 here: the client has only connected.
            on_http_request  | conn.bytes_in > 5                                     | none              |
            on_http_request  | size(req.trailers) > 0                                | CULVERT_TOO_EARLY | 'req.trailers' is always empty here: no policy waits for the body.
            on_http_response | size(req.trailers) > 0                                | none              |
            on_http_response | size(res.trailers) > 0                                | CULVERT_TOO_EARLY | 'res.trailers' is always empty here: no policy waits for the body.
            on_http_response | req.ts.body_received > conn.ts.start                  | CULVERT_NO_BODY   | 'req.ts.body_received' has no value where the response comes before the whole body, so this fails and answers 500: ask has(req.ts.body_received) before it.
            on_http_response | has(req.ts.body_received) && req.ts.body_received > conn.ts.start | none  |
            """)
    void what_comes_later_is_not_known_yet(String phase, String expression, String code, String message) {
        String policy = "{" + phase + ": [{expressions: ['" + expression
                + "'], actions: [{type: log, config: {metadata: {a: b}}}]}]}";

        assertThat(Samples.CHECK.check(policy, EndpointKind.AGENT).findings())
                .filteredOn(
                        f -> f.code().equals("CULVERT_TOO_EARLY") || f.code().equals("CULVERT_NO_BODY"))
                .extracting(f -> f.severity() + " " + f.code() + " " + f.message())
                .containsExactlyElementsOf(
                        code.equals("none") ? List.of() : List.of("WARNING " + code + " " + message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "req.method == 'GET'"      | 'req.method' is not known here: there is a request only in on_http_request and on_http_response.
            "has(req.url)"             | 'req.url' is not known here: there is a request only in on_http_request and on_http_response.
            "hasReqCookie('a')"        | 'req.cookies' is not known here: there is a request only in on_http_request and on_http_response.
            "res.status_code == 200"   | 'res.status_code' is not known here: there is a response only in on_http_response.
            """)
    void requests_are_not_known_while_a_client_connects(String expression, String message) {
        String policy = "{on_tcp_connect: [{expressions: [" + expression + "], actions: [{type: deny}]}]}";

        assertThat(Samples.CHECK.check(policy, EndpointKind.AGENT).firstError()).hasValueSatisfying(f -> {
            assertThat(f.code()).isEqualTo("ERR_NGROK_2200");
            assertThat(f.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {on_http_request: [{actions: [{type: custom-response}]}]}                                          | CULVERT_HTTP_ONLY
            {on_http_request: [{actions: [{type: deny}]}], on_tcp_connect: [{actions: [{type: deny}]}]}        | none
            {on_http_request: [{actions: [{type: forward-internal, config: {url: 'tcp://a.internal:1'}}]}]}    | CULVERT_HTTP_ONLY
            {on_http_request: [{actions: [{type: redirect, config: {to: 'https://a.example'}}]}]}              | ERR_NGROK_2235
            {on_http_request: [{expressions: ["req.method == 'GET'"], actions: [{type: deny}]}]}               | ERR_NGROK_2235
            {on_http_request: [{actions: [{type: deny, report_only: true}]}]}                                  | ERR_NGROK_2235
            {on_http_response: [{actions: [{type: custom-response}]}]}                                         | ERR_NGROK_2235
            """)
    void a_cloud_endpoint_decides_every_request_or_every_connection(String policy, String code) {
        assertThat(Samples.CHECK.check(policy, EndpointKind.CLOUD).findings())
                .extracting(Finding::code)
                .filteredOn(c -> c.equals("CULVERT_HTTP_ONLY") || c.equals("ERR_NGROK_2235"))
                .hasSize(code.equals("none") ? 0 : 1)
                .allMatch(code::equals);
    }

    @Test
    void handshakes_and_results_of_earlier_phases_are_known() {
        assertThat(Samples.CHECK.check("""
                        on_http_response:
                          - actions:
                              - {type: log, config: {metadata: {a: "${conn.tls.sni} ${actions.ngrok.url_rewrite.url}"}}}
                        on_http_request:
                          - actions:
                              - {type: url-rewrite, config: {from: a, to: b}}
                        on_tcp_connect:
                          - actions: [{type: terminate-tls}]
                        """, EndpointKind.AGENT).findings())
                .extracting(Finding::code)
                .doesNotContain("CULVERT_NO_TLS", "CULVERT_NO_RESULT");
    }

    @Test
    void a_rule_after_one_that_answers_everything_is_not_reached() {
        assertThat(Samples.CHECK
                        .check(
                                "{on_http_request: [{name: a, actions: [{type: deny}]}, {name: b, actions: [{type: deny}]}]}",
                                EndpointKind.AGENT)
                        .findings())
                .anySatisfy(f -> assertThat(f.message())
                        .isEqualTo("'b' is never reached, since 'a' decides every request; move it up or remove it."));
    }
}
