package dev.culvert.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user wrote of an endpoint, not checked: the text of each field that was given. All faces deliver drafts, and
 * one checker reads them. As a change of an endpoint, the fields that are absent stay as they are.
 */
public final class EndpointDraft {

    private final Map<EndpointField, String> texts;

    private EndpointDraft(Map<EndpointField, String> texts) {
        this.texts = texts;
    }

    /** Nothing written. */
    public static EndpointDraft empty() {
        return new EndpointDraft(new EnumMap<>(EndpointField.class));
    }

    /** All the fields of an endpoint as its user would write them. */
    public static EndpointDraft of(Endpoint endpoint) {
        EndpointSpec spec = endpoint.spec();
        Upstream upstream = spec.upstream();
        return empty().with(EndpointField.NAME, spec.name())
                .with(EndpointField.TYPE, spec.kind().wireName())
                .with(EndpointField.URL, spec.url().toString())
                .with(EndpointField.BINDING, spec.binding().wireName())
                .with(EndpointField.UPSTREAM, upstream == null ? "" : upstream.toString())
                .with(EndpointField.TRAFFIC_POLICY, spec.trafficPolicy())
                .with(EndpointField.DESCRIPTION, spec.description())
                .with(EndpointField.METADATA, spec.metadata())
                .with(EndpointField.POOLING_ENABLED, Boolean.toString(spec.poolingEnabled()))
                .with(EndpointField.ENABLED, Boolean.toString(endpoint.enabled()))
                .with(EndpointField.PROXY_PROTOCOL, spec.proxyProtocol().wireName())
                .with(
                        EndpointField.CONNECT_TIMEOUT,
                        DurationText.format(spec.limits().connectTimeout()))
                .with(
                        EndpointField.CLIENT_IDLE_TIMEOUT,
                        DurationText.format(spec.limits().clientIdleTimeout()))
                .with(
                        EndpointField.SERVER_IDLE_TIMEOUT,
                        DurationText.format(spec.limits().serverIdleTimeout()))
                .with(
                        EndpointField.MAX_LIFETIME,
                        DurationText.format(spec.limits().maxLifetime()))
                .with(
                        EndpointField.MAX_CONNECTIONS,
                        Integer.toString(spec.limits().maxConnections()))
                .with(
                        EndpointField.UPSTREAM_TLS_VERIFY,
                        Boolean.toString(spec.upstreamTls().verify()))
                .with(EndpointField.UPSTREAM_TLS_CA, spec.upstreamTls().authority())
                .with(EndpointField.TRUSTED_PROXIES, String.join(", ", spec.trustedProxies()))
                .with(
                        EndpointField.HEALTH_CHECK_INTERVAL,
                        DurationText.format(spec.healthCheck().interval()))
                .with(
                        EndpointField.HEALTH_CHECK_THRESHOLD,
                        Integer.toString(spec.healthCheck().threshold()));
    }

    /** This draft with one more field, or with another text in it; null takes the field out. */
    public EndpointDraft with(EndpointField field, @Nullable String text) {
        var changed = new EnumMap<EndpointField, String>(EndpointField.class);
        changed.putAll(texts);
        if (text == null) {
            changed.remove(field);
        } else {
            changed.put(field, text);
        }
        return new EndpointDraft(changed);
    }

    /** This draft with everything that the changes give in its place. */
    public EndpointDraft with(EndpointDraft changes) {
        var changed = new EnumMap<EndpointField, String>(EndpointField.class);
        changed.putAll(texts);
        changed.putAll(changes.texts);
        return new EndpointDraft(changed);
    }

    /** The text of a field; null if the user did not give it. */
    public @Nullable String text(EndpointField field) {
        return texts.get(field);
    }

    /** The fields that were given. */
    public Set<EndpointField> fields() {
        return Collections.unmodifiableSet(texts.keySet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EndpointDraft that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
