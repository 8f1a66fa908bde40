package dev.culvert.api;

import dev.culvert.api.metrics.GatewayMetrics;
import dev.culvert.api.metrics.Scrape;
import dev.culvert.gateway.Gateway;
import java.util.List;

/** {@code /metrics}: what has been counted, for Prometheus. */
final class MetricsRoutes implements RouteGroup {

    private final GatewayMetrics metrics;

    MetricsRoutes(Gateway gateway, String version) {
        this.metrics = new GatewayMetrics(gateway, version);
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/metrics", "getMetrics", this::scrape)
                .says("Answers what has been counted, in Prometheus' text format.")
                .answers(200, Scrape.FORMAT));
    }

    private Answer scrape(Call call) {
        Scrape scrape = Scrape.of(metrics, call.header("Accept").orElse(null));
        return Answer.text(scrape.contentType(), scrape.text());
    }
}
