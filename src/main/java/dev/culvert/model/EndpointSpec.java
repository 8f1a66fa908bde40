package dev.culvert.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user says an endpoint is, checked and whole (SPEC.md section 1).
 *
 * @param name unique among the endpoints
 * @param kind agent or cloud
 * @param url where it is reached
 * @param binding from where it can be reached
 * @param upstream where it forwards to; an agent endpoint has one, a cloud endpoint none
 * @param trafficPolicy the policy's text as the user wrote it; empty for none
 * @param description free text of at most 255 characters
 * @param metadata free text of at most 4096 bytes, for programs
 * @param poolingEnabled whether other endpoints may share the URL
 * @param proxyProtocol the header that the upstream is sent
 * @param limits time-outs and counts
 * @param upstreamTls how TLS is spoken to an upstream that wants it
 * @param trustedProxies networks, in CIDR notation, whose clients say in a PROXY header who they speak for
 * @param healthCheck how the upstream is watched
 */
public record EndpointSpec(
        String name,
        EndpointKind kind,
        EndpointUrl url,
        Binding binding,
        @Nullable Upstream upstream,
        String trafficPolicy,
        String description,
        String metadata,
        boolean poolingEnabled,
        ProxyProtocol proxyProtocol,
        Limits limits,
        UpstreamTls upstreamTls,
        List<String> trustedProxies,
        HealthCheck healthCheck) {

    /** Copies the list. */
    public EndpointSpec {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** One with nothing out of the ordinary in front of it or behind it. */
    public EndpointSpec(
            String name,
            EndpointKind kind,
            EndpointUrl url,
            Binding binding,
            @Nullable Upstream upstream,
            String trafficPolicy,
            String description,
            String metadata,
            boolean poolingEnabled,
            ProxyProtocol proxyProtocol,
            Limits limits) {
        this(
                name,
                kind,
                url,
                binding,
                upstream,
                trafficPolicy,
                description,
                metadata,
                poolingEnabled,
                proxyProtocol,
                limits,
                UpstreamTls.DEFAULT,
                List.of(),
                HealthCheck.OFF);
    }

    /** Whether there is a policy at all. */
    public boolean hasPolicy() {
        return !trafficPolicy.isBlank();
    }
}
