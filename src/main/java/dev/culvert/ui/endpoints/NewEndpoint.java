package dev.culvert.ui.endpoints;

import dev.culvert.model.DurationText;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Limits;
import dev.culvert.model.UpstreamTls;

/** What the dialog for a new endpoint begins with. */
final class NewEndpoint {

    private NewEndpoint() {}

    static EndpointDraft draft() {
        Limits limits = Limits.DEFAULT;
        HealthCheck check = HealthCheck.OFF;
        return EndpointDraft.empty()
                .with(EndpointField.CONNECT_TIMEOUT, DurationText.format(limits.connectTimeout()))
                .with(EndpointField.CLIENT_IDLE_TIMEOUT, DurationText.format(limits.clientIdleTimeout()))
                .with(EndpointField.SERVER_IDLE_TIMEOUT, DurationText.format(limits.serverIdleTimeout()))
                .with(EndpointField.MAX_LIFETIME, DurationText.format(limits.maxLifetime()))
                .with(EndpointField.MAX_CONNECTIONS, Integer.toString(limits.maxConnections()))
                .with(EndpointField.POOLING_ENABLED, "false")
                .with(EndpointField.UPSTREAM_TLS_VERIFY, Boolean.toString(UpstreamTls.DEFAULT.verify()))
                .with(EndpointField.HEALTH_CHECK_INTERVAL, DurationText.format(check.interval()))
                .with(EndpointField.HEALTH_CHECK_THRESHOLD, Integer.toString(check.threshold()));
    }
}
