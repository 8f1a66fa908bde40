package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.FakeConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.SampleExchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private HttpResponse<String> scrape(String accept) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    caller.request("GET", "/metrics", "")
                            .header("Accept", accept)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void everythingThatIsCounted() throws IOException, InterruptedException {
        String id = caller.call("POST", "/endpoints", "{\"name\": \"d\\\"b\", \"upstream_url\": \"5432\"}")
                .text("/id");
        var status = gateway.gateway().endpoint(new EndpointId(id)).orElseThrow();
        for (int i = 1; i <= 3; i++) {
            gateway.engine().add(FakeConnection.to(status, i).move(5, 7));
        }
        caller.call("DELETE", "/connections/cn_0000000000001");
        caller.call("DELETE", "/connections/cn_0000000000002");
        for (int i = 1; i <= 5; i++) {
            gateway.engine().complete(SampleExchange.at(status, SampleExchange.of(9, i)));
        }
        gateway.engine().complete(SampleExchange.at(status, SampleExchange.of(9, 6, "", 0, DecisionRecord.NONE)));
        gateway.awaitHistory(2);
        gateway.awaitRequests(6);

        HttpResponse<String> reply = scrape("*/*");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(reply.body().lines())
                .contains(
                        "culvert_build_info{version=\"" + TestGateway.VERSION + "\"} 1.0",
                        "culvert_endpoint_online{endpoint=\"d\\\"b\"} 1.0",
                        "culvert_connections_accepted_total{endpoint=\"d\\\"b\"} 3.0",
                        "culvert_connections_open{endpoint=\"d\\\"b\"} 1.0",
                        "culvert_bytes_in_total{endpoint=\"d\\\"b\"} 15.0",
                        "culvert_bytes_out_total{endpoint=\"d\\\"b\"} 21.0",
                        "culvert_connections_closed_total{endpoint=\"d\\\"b\",reason=\"killed\"} 2.0",
                        "# TYPE culvert_upstream_connect_seconds histogram",
                        "culvert_upstream_connect_seconds_bucket{endpoint=\"d\\\"b\",le=\"0.0025\"} 0",
                        "culvert_upstream_connect_seconds_bucket{endpoint=\"d\\\"b\",le=\"0.005\"} 2",
                        "culvert_upstream_connect_seconds_count{endpoint=\"d\\\"b\"} 2",
                        "culvert_upstream_connect_seconds_sum{endpoint=\"d\\\"b\"} 0.006",
                        "culvert_connection_duration_seconds_bucket{endpoint=\"d\\\"b\",le=\"1.0\"} 0",
                        "culvert_connection_duration_seconds_bucket{endpoint=\"d\\\"b\",le=\"5.0\"} 2",
                        "culvert_connection_duration_seconds_bucket{endpoint=\"d\\\"b\",le=\"+Inf\"} 2",
                        "culvert_event_loop_lag_seconds_count{loop=\"io-1\"} 1",
                        "culvert_policy_evaluation_seconds_count{loop=\"io-1\"} 0",
                        "culvert_http_requests_total{endpoint=\"d\\\"b\",status=\"2xx\"} 4.0",
                        "culvert_http_requests_total{endpoint=\"d\\\"b\",status=\"4xx\"} 1.0",
                        "culvert_http_requests_total{endpoint=\"d\\\"b\",status=\"none\"} 1.0",
                        "culvert_http_request_duration_seconds_bucket{endpoint=\"d\\\"b\",le=\"0.005\"} 0",
                        "culvert_http_request_duration_seconds_bucket{endpoint=\"d\\\"b\",le=\"0.01\"} 6",
                        "culvert_history_requests_written_total 6.0",
                        "culvert_history_requests_lost_total 0.0",
                        "culvert_history_written_total 2.0",
                        "culvert_history_lost_total 0.0");
    }

    @Test
    void aReaderOfOpenMetricsGetsThat() throws IOException, InterruptedException {
        HttpResponse<String> reply = scrape("application/openmetrics-text; version=1.0.0");

        assertThat(reply.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(reply.body()).endsWith("# EOF\n");
    }
}
