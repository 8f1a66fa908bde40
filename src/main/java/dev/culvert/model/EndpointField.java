package dev.culvert.model;

import java.util.Arrays;
import java.util.Optional;

/** The fields of an endpoint that a user writes. */
public enum EndpointField {
    /** Unique among the endpoints. */
    NAME("name"),
    /** {@code agent} or {@code cloud}. */
    TYPE("type"),
    /** {@code tcp://host:port}. */
    URL("url"),
    /** {@code public}, {@code internal} or {@code kubernetes}. */
    BINDING("bindings"),
    /** Where it forwards to. */
    UPSTREAM("upstream_url"),
    /** The policy's text. */
    TRAFFIC_POLICY("traffic_policy"),
    /** Free text. */
    DESCRIPTION("description"),
    /** Free text for programs. */
    METADATA("metadata"),
    /** {@code true} or {@code false}. */
    POOLING_ENABLED("pooling_enabled"),
    /** {@code true} or {@code false}. */
    ENABLED("enabled"),
    /** Empty, {@code 1} or {@code 2}. */
    PROXY_PROTOCOL("upstream_proxy_protocol"),
    /** A duration. */
    CONNECT_TIMEOUT("connect_timeout"),
    /** A duration. */
    CLIENT_IDLE_TIMEOUT("client_idle_timeout"),
    /** A duration. */
    SERVER_IDLE_TIMEOUT("server_idle_timeout"),
    /** A duration. */
    MAX_LIFETIME("max_lifetime"),
    /** A count. */
    MAX_CONNECTIONS("max_connections"),
    /** {@code true} or {@code false}. */
    UPSTREAM_TLS_VERIFY("upstream_tls_verify"),
    /** PEM text or the path of a file. */
    UPSTREAM_TLS_CA("upstream_tls_ca"),
    /** Networks, with commas or white space between them. */
    TRUSTED_PROXIES("trusted_proxies"),
    /** A duration; 0 for no check. */
    HEALTH_CHECK_INTERVAL("health_check_interval"),
    /** A count. */
    HEALTH_CHECK_THRESHOLD("health_check_threshold");

    private final String wireName;

    EndpointField(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in messages and in configuration files. */
    public String wireName() {
        return wireName;
    }

    /** The field with that name. */
    public static Optional<EndpointField> named(String wireName) {
        return Arrays.stream(values()).filter(f -> f.wireName.equals(wireName)).findFirst();
    }
}
