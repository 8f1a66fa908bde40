package dev.culvert.gateway;

import static dev.culvert.model.EndpointField.HEALTH_CHECK_INTERVAL;
import static dev.culvert.model.EndpointField.HEALTH_CHECK_THRESHOLD;
import static dev.culvert.model.EndpointField.TRUSTED_PROXIES;
import static dev.culvert.model.EndpointField.UPSTREAM_TLS_CA;
import static dev.culvert.model.EndpointField.UPSTREAM_TLS_VERIFY;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.gateway.certificate.NamedAuthorities;
import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a draft says of the two ends: TLS to the upstream and how that is watched, and proxies in front of the
 * endpoint.
 *
 * @param reader where problems go
 * @param before the endpoint that the draft would change; null for a new one
 */
record ReachCheck(DraftReader reader, @Nullable Endpoint before) {

    private static final Duration SHORTEST_CHECK = Duration.ofMillis(100);
    private static final int MOST_FAILURES = 100;

    @Nullable UpstreamTls upstreamTls(@Nullable Upstream upstream) {
        Boolean verify = reader.parsed(UPSTREAM_TLS_VERIFY, "true", DraftReader::bool);
        String authority = reader.text(UPSTREAM_TLS_CA, "").strip();
        boolean isUnchanged =
                before != null && before.spec().upstreamTls().authority().equals(authority);
        if (!isUnchanged && upstream instanceof Upstream.Tls) {
            try {
                var unused = new NamedAuthorities().find(authority);
            } catch (TlsCredentialException e) {
                reader.problem(UPSTREAM_TLS_CA, "ERR_NGROK_215", Objects.requireNonNull(e.getMessage()));
            }
        }
        return verify == null ? null : new UpstreamTls(verify, authority);
    }

    @Nullable List<String> trustedProxies(@Nullable Binding binding) {
        List<String> networks = reader.parsed(TRUSTED_PROXIES, "", TrustedNetworks::parse);
        if (networks != null && !networks.isEmpty() && binding == Binding.INTERNAL) {
            reader.problem(
                    TRUSTED_PROXIES,
                    "ERR_NGROK_215",
                    "Nobody connects to an internal endpoint but other endpoints; leave it empty here.");
        }
        return networks;
    }

    @Nullable HealthCheck healthCheck(@Nullable EndpointKind kind) {
        Duration interval = reader.duration(HEALTH_CHECK_INTERVAL, HealthCheck.OFF.interval());
        Integer threshold = reader.parsed(HEALTH_CHECK_THRESHOLD, "3", DraftReader::count);
        if (interval != null && interval.isPositive()) {
            if (interval.compareTo(SHORTEST_CHECK) < 0) {
                reader.problem(HEALTH_CHECK_INTERVAL, "ERR_NGROK_2215", "Write at least 100ms, or 0 for no check.");
            } else if (kind == EndpointKind.CLOUD) {
                reader.problem(
                        HEALTH_CHECK_INTERVAL, "ERR_NGROK_215", "A cloud endpoint has no upstream to check; write 0.");
            }
        }
        if (threshold != null && (threshold < 1 || threshold > MOST_FAILURES)) {
            reader.problem(HEALTH_CHECK_THRESHOLD, "ERR_NGROK_2215", "Write a number from 1 to " + MOST_FAILURES + ".");
        }
        return interval == null || threshold == null ? null : new HealthCheck(interval, threshold);
    }
}
