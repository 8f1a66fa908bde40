package dev.culvert.policy.document;

import java.util.List;
import java.util.random.RandomGenerator;

/** Policies with a few things broken at random; the same seed gives the same texts. */
public final class MutatedTexts {

    private static final List<String> SEEDS = List.of(
            """
            on_tcp_connect:
              - name: office   # comment
                expressions:
                  - conn.client_ip in ["1.2.3.4", '::1']
                  - "!(time.now > '2024')"
                actions:
                  - type: restrict-ips
                    config: {enforce: true, allow: [10.0.0.0/8, "${vars.x}"], deny: ['::/0']}
                  - &a {type: set-vars, config: {vars: [{x: 1}, {y: "${vars.x + 1} 😀"}]}}
                  - *a
              - actions:
                - type: log
                  config:
                    metadata:
                      text: |
                        several
                        lines
                      more: >-
                        folded
            """, """
            {"on_tcp_connect": [{"name": "n\\u00e9", "expressions": ["true"], "actions": [
              {"type": "rate-limit", "config": {"name": "a", "capacity": 10, "rate": "60s", "bucket_key": ["conn.client_ip"]}},
              {"type": "forward-internal", "config": {"url": "tcp://a.internal:1", "on_error": "halt"}}, {"type": "deny"}]}],
             "on_http_request": [{"actions": [{"type": "custom-response", "config": {"status_code": 200}}]}]}
            """, """
            on_http_request:
              - expressions: ["getReqHeader('X-A').exists(v, v == req.method)"]
                actions:
                  - {type: url-rewrite, config: {from: "^(.*)/a", to: "$1/b"}}
                  - {type: basic-auth, config: {credentials: ["a:password"], realm: r}}
                  - {type: redirect, config: {from: "b", to: "${req.url.path}", status_code: 308, headers: {x: y}}}
            on_http_response:
              - actions:
                  - {type: add-headers, config: {headers: {x-a: "${res.status_code}"}}}
                  - {type: custom-response, config: {status_code: 404, body: "${hasResCookie('a')}"}}
            """, "{enabled: true, inbound: [{actions: [{type: deny, report_only: true}]}], outbound: []}");
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "#",
        "'",
        "\"",
        "\\",
        "|\n",
        ">",
        "&a ",
        "*a",
        "*b",
        "!x ",
        "!!int ",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "? ",
        "~",
        "null",
        "1e999",
        "99999999999999999999",
        "${",
        "}",
        "😀",
        "\ud83d",
        "\0",
        "\u0085",
        "\u2028",
        "\ufeff",
        "actions",
        "type",
        "conn.",
        "(",
        ")",
        "<<",
        "-",
        ",",
        "\r",
        "\r\n",
        "\u0007"
    };

    private final RandomGenerator random;

    public MutatedTexts(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> text.insert(at, text.substring(at, end).repeat(random.nextInt(4)));
                default -> text.insert(at, (char) random.nextInt(0x300));
            }
        }
        return text.toString();
    }
}
