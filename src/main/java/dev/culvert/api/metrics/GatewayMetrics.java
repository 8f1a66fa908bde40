package dev.culvert.api.metrics;

import dev.culvert.engine.LoopPace;
import dev.culvert.engine.Traffic;
import dev.culvert.events.EndpointMeter;
import dev.culvert.events.RequestMeter;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.CloseReason;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * What a gateway has counted since it started. Nothing is counted here: it is read where the engine and the history
 * count anyway, so that a scrape costs connections nothing. Any thread may use it.
 */
public final class GatewayMetrics {

    private final Gateway gateway;
    private final String version;

    /** The metrics of a gateway, whose program has that version. */
    public GatewayMetrics(Gateway gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    /** Everything as it is now. */
    MetricSnapshots snapshots() {
        var families = new Families();
        families.gauge("culvert_build_info", "Always 1.", Labels.of("version", version), 1);
        gateway.endpoints().forEach(status -> endpoint(families, status));
        gateway.paces().forEach(pace -> loop(families, pace));
        families.counter(
                "culvert_history_written",
                "Ended connections that the history has.",
                Labels.EMPTY,
                gateway.history().version());
        families.counter(
                "culvert_history_lost",
                "Ended connections that the history could not keep.",
                Labels.EMPTY,
                gateway.history().lost());
        families.counter(
                "culvert_history_requests_written",
                "HTTP requests that the history has.",
                Labels.EMPTY,
                gateway.history().writtenRequests());
        families.counter(
                "culvert_history_requests_lost",
                "HTTP requests that the history could not keep.",
                Labels.EMPTY,
                gateway.history().lostRequests());
        return families.snapshots();
    }

    private void endpoint(Families families, EndpointStatus status) {
        Labels labels = Labels.of("endpoint", status.endpoint().name());
        Traffic traffic = gateway.traffic(status.id());
        families.gauge(
                "culvert_endpoint_online",
                "1 while it listens.",
                labels,
                status.state() instanceof EndpointState.Online ? 1 : 0);
        families.counter(
                "culvert_connections_accepted", "Connections, the refused ones included.", labels, traffic.accepted());
        families.gauge("culvert_connections_open", "Connections that are open now.", labels, traffic.open());
        families.counter("culvert_bytes_in", "Bytes from clients.", labels, traffic.bytesIn());
        families.counter("culvert_bytes_out", "Bytes to clients.", labels, traffic.bytesOut());
        gateway.history().meters().of(status.id()).ifPresent(meter -> ended(families, labels, meter));
    }

    private static void ended(Families families, Labels labels, EndpointMeter meter) {
        for (CloseReason reason : CloseReason.values()) {
            long count = meter.ended(reason);
            if (count > 0) {
                families.counter(
                        "culvert_connections_closed",
                        "Connections that have ended, by reason.",
                        labels.add("reason", reason.wireName()),
                        count);
            }
        }
        families.durations(
                "culvert_upstream_connect_seconds",
                "How long finding and dialling the upstream took.",
                labels,
                meter.connects());
        families.durations(
                "culvert_connection_duration_seconds",
                "How long ended connections were open.",
                labels,
                meter.durations());
        requests(families, labels, meter.requests());
    }

    private static void requests(Families families, Labels labels, RequestMeter meter) {
        long all = 0;
        for (int statusClass = 0; statusClass <= RequestMeter.LAST_CLASS; statusClass++) {
            long count = meter.answered(statusClass);
            all += count;
            if (count > 0) {
                families.counter(
                        "culvert_http_requests",
                        "HTTP requests that have ended, by the class of the answer's status.",
                        labels.add("status", statusClass == 0 ? "none" : statusClass + "xx"),
                        count);
            }
        }
        if (all > 0) {
            families.durations(
                    "culvert_http_request_duration_seconds", "How long HTTP requests took.", labels, meter.durations());
        }
    }

    private static void loop(Families families, LoopPace pace) {
        Labels labels = Labels.of("loop", "io-" + pace.loop());
        families.durations(
                "culvert_event_loop_lag_seconds",
                "By how much an event loop was late for its timer.",
                labels,
                pace.lag());
        families.durations(
                "culvert_policy_evaluation_seconds",
                "How long traffic policies took to decide.",
                labels,
                pace.policies());
    }
}
