package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonReportTest {

    private final JsonNode json = new JsonReport(Reports.connections()).json();

    @Test
    void aFigureHasItsValuesByForwarderAndRound() {
        JsonNode rate = json.at("/figures/connections_per_s");

        assertThat(rate.path("better").asString()).isEqualTo("more");
        assertThat(rate.path("label").asString()).isEqualTo("connections/s");
        assertThat(rate.at("/values/culvert/median").asDouble()).isEqualTo(1050);
        assertThat(rate.at("/values/culvert/runs").toString()).isEqualTo("[500.0,1600.0]");
        assertThat(rate.at("/values/haproxy/runs")).hasSize(1);
        assertThat(rate.at("/values").has("nginx")).isFalse();
    }

    @Test
    void ratiosAreNamedAfterBoth() {
        JsonNode ratios = json.at("/figures/connections_per_s/ratios");

        assertThat(ratios.path("culvert/direct").path("median").asDouble()).isEqualTo(0.65);
        assertThat(ratios.path("culvert/direct").path("min").asDouble()).isEqualTo(0.5);
        assertThat(ratios.path("culvert/haproxy").path("max").asDouble()).isEqualTo(1.25);
        assertThat(json.at("/figures/connections_cpu_us/ratios").has("culvert/direct"))
                .isFalse();
    }

    @Test
    void theSurroundingsAreThere() {
        assertThat(json.path("date").asString()).isEqualTo("2030-01-31T09:05:00Z");
        assertThat(json.at("/machine/processor").asString()).isEqualTo("A | Processor");
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/options/connections").toString()).isEqualTo("[1,8]");
        assertThat(json.at("/options/policy").asString()).isEqualTo("office.yml");
        assertThat(json.at("/forwarders/haproxy/version").asString()).isEqualTo("2.6.12");
        assertThat(json.at("/absent/nginx").asString()).contains("not installed");
        assertThat(json.path("failures")).hasSize(1);
        assertThat(json.path("others_cpu_share").asDouble()).isEqualTo(0.042);
        assertThat(json.path("rounds").asInt()).isEqualTo(2);
    }

    @Test
    void whatWentWellHasNoFailuresAndNoPolicy() {
        JsonNode alone = new JsonReport(Reports.directAlone()).json();

        assertThat(alone.at("/options").has("policy")).isFalse();
        assertThat(alone.at("/figures/latency_p50_us/ratios")).isEmpty();
    }
}
