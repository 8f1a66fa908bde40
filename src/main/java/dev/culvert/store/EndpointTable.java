package dev.culvert.store;

import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The endpoints that the user wants. */
public final class EndpointTable {

    private static final String SAVE = """
            insert or replace into endpoint (id, name, kind, url, binding, upstream, traffic_policy, description, metadata,
                pooling_enabled, enabled, proxy_protocol, connect_timeout_ms, client_idle_ms, server_idle_ms,
                max_lifetime_ms, max_connections, created_at, updated_at, upstream_tls_verify, upstream_tls_ca,
                trusted_proxies, health_interval_ms, health_threshold)
            values (:id, :name, :kind, :url, :binding, :upstream, :policy, :description, :metadata,
                :pooling, :enabled, :proxy, :connect, :clientIdle, :serverIdle,
                :lifetime, :maxConnections, :created, :updated, :tlsVerify, :tlsCa,
                :proxies, :healthInterval, :healthThreshold)
            """;

    private final Jdbi jdbi;

    EndpointTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All endpoints, the oldest first. */
    public List<Endpoint> all() {
        return jdbi.withHandle(h -> h.createQuery("select * from endpoint order by created_at, id")
                .map((row, ctx) -> endpoint(row))
                .list());
    }

    /** Keeps an endpoint, in place of the one with its id if there is one. */
    public void save(Endpoint endpoint) {
        EndpointSpec spec = endpoint.spec();
        Limits limits = spec.limits();
        jdbi.useHandle(h -> h.createUpdate(SAVE)
                .bind("id", endpoint.id().value())
                .bind("name", spec.name())
                .bind("kind", spec.kind().wireName())
                .bind("url", spec.url().toString())
                .bind("binding", spec.binding().wireName())
                .bind("upstream", text(spec.upstream()))
                .bind("policy", spec.trafficPolicy())
                .bind("description", spec.description())
                .bind("metadata", spec.metadata())
                .bind("pooling", spec.poolingEnabled())
                .bind("enabled", endpoint.enabled())
                .bind("proxy", spec.proxyProtocol().wireName())
                .bind("connect", limits.connectTimeout().toMillis())
                .bind("clientIdle", limits.clientIdleTimeout().toMillis())
                .bind("serverIdle", limits.serverIdleTimeout().toMillis())
                .bind("lifetime", limits.maxLifetime().toMillis())
                .bind("maxConnections", limits.maxConnections())
                .bind("created", Micros.of(endpoint.createdAt()))
                .bind("updated", Micros.of(endpoint.updatedAt()))
                .bind("tlsVerify", spec.upstreamTls().verify())
                .bind("tlsCa", spec.upstreamTls().authority())
                .bind("proxies", String.join("\n", spec.trustedProxies()))
                .bind("healthInterval", spec.healthCheck().interval().toMillis())
                .bind("healthThreshold", spec.healthCheck().threshold())
                .execute());
    }

    /** Forgets an endpoint. */
    public void delete(EndpointId id) {
        jdbi.useHandle(h -> h.createUpdate("delete from endpoint where id = :id")
                .bind("id", id.value())
                .execute());
    }

    private static @Nullable String text(@Nullable Upstream upstream) {
        return upstream == null ? null : upstream.url();
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        String upstream = row.getString("upstream");
        var limits = new Limits(
                Duration.ofMillis(row.getLong("connect_timeout_ms")),
                Duration.ofMillis(row.getLong("client_idle_ms")),
                Duration.ofMillis(row.getLong("server_idle_ms")),
                Duration.ofMillis(row.getLong("max_lifetime_ms")),
                row.getInt("max_connections"));
        var spec = new EndpointSpec(
                row.getString("name"),
                EndpointKind.parse(row.getString("kind")),
                EndpointUrl.parse(row.getString("url")),
                Binding.parse(row.getString("binding")),
                upstream == null ? null : Upstream.parse(upstream),
                row.getString("traffic_policy"),
                row.getString("description"),
                row.getString("metadata"),
                row.getBoolean("pooling_enabled"),
                ProxyProtocol.parse(row.getString("proxy_protocol")),
                limits,
                new UpstreamTls(row.getBoolean("upstream_tls_verify"), row.getString("upstream_tls_ca")),
                row.getString("trusted_proxies").lines().toList(),
                new HealthCheck(Duration.ofMillis(row.getLong("health_interval_ms")), row.getInt("health_threshold")));
        return new Endpoint(
                new EndpointId(row.getString("id")),
                spec,
                row.getBoolean("enabled"),
                false,
                Micros.toInstant(row.getLong("created_at")),
                Micros.toInstant(row.getLong("updated_at")));
    }
}
