package dev.culvert.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.model.EndpointField;
import dev.culvert.policy.text.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    private static final DraftCheck CHECK = DraftCheck.alone();

    private static ConfigFile read(String text) {
        return ConfigFile.read(text, CHECK);
    }

    @Test
    void ngroksForm() {
        ConfigFile file = read("""
                version: 3
                agent:
                  authtoken: x
                endpoints:
                  - name: db
                    url: tcp://localhost:25432
                    description: the database
                    metadata: '{"a": 1}'
                    pooling_enabled: false
                    bindings: [public]
                    traffic_policy:
                      # nobody
                      on_tcp_connect:
                        - actions:
                            - type: deny
                    upstream:
                      url: 5432
                      proxy_protocol: 2
                  - name: ssh
                    client_idle_timeout: 30m
                    max_connections: 7
                    upstream: {url: 'tcp://localhost:22', protocol: http1}
                """);

        assertThat(file.findings()).noneMatch(Finding::isError).hasSize(2);
        assertThat(file.endpoints()).extracting(ConfiguredEndpoint::name).containsExactly("db", "ssh");
        var db = file.endpoints().getFirst().draft();
        assertThat(db.text(EndpointField.UPSTREAM)).isEqualTo("5432");
        assertThat(db.text(EndpointField.PROXY_PROTOCOL)).isEqualTo("2");
        assertThat(db.text(EndpointField.TRAFFIC_POLICY))
                .contains("on_tcp_connect:\n  - actions:\n      - type: deny\n");
        assertThat(file.endpoints().getLast().draft().text(EndpointField.MAX_CONNECTIONS))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a: [ | 1:5 | neither YAML nor JSON",
                "[] | 1:1 | A configuration is a map",
                "endpoints: [] | 1:1 | The version is missing",
                "version: 2 | 1:10 | Only version 3",
                "{version: 3, tunnels: {}} | 1:14 | Tunnels are version 2",
                "{version: 3, endpoint: []} | 1:14 | There is no 'endpoint' here",
                "{version: 3, endpoints: {a: 1}} | 1:25 | The endpoints are a list",
                "{version: 3, endpoints: [5]} | 1:26 | An endpoint is a map",
                "{version: 3, endpoints: [{upstream: {url: 1}}]} | 1:26 | The endpoint has no name",
                "{version: 3, endpoints: [{name: a, upstream: {url: 1}, colour: 1}]} | 1:56 | There is no 'colour' in an endpoint",
                "{version: 3, endpoints: [{name: a, upstream: 5}]} | 1:46 | The upstream is a map",
                "{version: 3, endpoints: [{name: a, upstream: {url: 5, sort: 1}}]} | 1:55 | There is no 'sort'",
                "{version: 3, endpoints: [{name: a, upstream: {url: x:y}}]} | 1:52 | 'y' ",
                "{version: 3, endpoints: [{name: a, url: tcp://localhost, upstream: {url: 5}}]} | 1:41 | no port",
                "{version: 3, endpoints: [{name: a, upstream: {url: 5}, bindings: []}]} | 1:66 | exactly one binding",
                "{version: 3, endpoints: [{name: a, upstream: {url: 5}}, {name: a, upstream: {url: 6}}]} | 1:64 | Another"
                        + " endpoint has the name 'a'",
                "{version: 3, endpoints: [{name: a, upstream: {url: 5}, agent_tls_termination: {}}]} | 1:56 | terminate-tls"
            })
    void whatIsWrongAndWhere(String text, String place, String why) {
        List<Finding> errors =
                read(text).findings().stream().filter(Finding::isError).toList();

        assertThat(errors).isNotEmpty();
        assertThat(errors.getFirst().range().toString()).as(errors.toString()).isEqualTo(place);
        assertThat(errors.getFirst().message()).contains(why);
    }

    @Test
    void aFaultInAPolicyIsFoundWhereItStands() {
        List<Finding> findings = read("""
                version: 3
                endpoints:
                  - name: a
                    upstream: {url: 1}
                    traffic_policy:
                      on_tcp_connect:
                        - expressions: ["conn.client_ipp == '1.2.3.4'"]
                          actions: [{type: denied}]
                """).findings();

        assertThat(findings).extracting(f -> f.range().toString()).containsExactly("7:26", "8:28");
    }
}
