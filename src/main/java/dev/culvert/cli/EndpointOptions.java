package dev.culvert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.node.ObjectNode;

/** ngrok's options for what an endpoint is, and Culvert's for its limits. What they mean is checked by the API. */
final class EndpointOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where clients reach it, tcp://host:port. Default: a free port.")
    private @Nullable String url;

    @Option(names = "--name", paramLabel = "NAME", description = "A name of your choice, unique.")
    private @Nullable String name;

    @Option(
            names = {"--binding", "--bindings"},
            paramLabel = "BINDING",
            description = "From where it can be reached: public or internal.")
    private @Nullable String binding;

    @Option(names = "--description", paramLabel = "TEXT", description = "Free text.")
    private @Nullable String description;

    @Option(names = "--metadata", paramLabel = "TEXT", description = "Free text for programs.")
    private @Nullable String metadata;

    @Option(names = "--traffic-policy", paramLabel = "TEXT", description = "A traffic policy, YAML or JSON.")
    private @Nullable String policy;

    @Option(names = "--traffic-policy-file", paramLabel = "FILE", description = "A file with a traffic policy.")
    private @Nullable Path policyFile;

    @Option(
            names = "--pooling-enabled",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether other endpoints may share the URL.")
    private @Nullable Boolean pooling;

    @Option(
            names = "--upstream-proxy-protocol",
            paramLabel = "1|2",
            description = "Tells the upstream the client's address by the PROXY protocol of that version.")
    private @Nullable String proxyProtocol;

    @Option(names = "--connect-timeout", paramLabel = "TIME", description = "For dialling the upstream, such as 3s.")
    private @Nullable String connectTimeout;

    @Option(names = "--client-idle-timeout", paramLabel = "TIME", description = "Ends silent clients; 0 for never.")
    private @Nullable String clientIdle;

    @Option(names = "--server-idle-timeout", paramLabel = "TIME", description = "Ends silent upstreams; 0 for never.")
    private @Nullable String serverIdle;

    @Option(names = "--max-lifetime", paramLabel = "TIME", description = "Ends any connection; 0 for never.")
    private @Nullable String maxLifetime;

    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            converter = Count.class,
            description = "Open at once; 0 for no limit.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--upstream-tls-verify",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether a tls:// upstream must show a certificate that is trusted. Default: true.")
    private @Nullable Boolean tlsVerify;

    @Option(
            names = "--upstream-tls-ca",
            paramLabel = "FILE",
            description =
                    "The authority that signed a tls:// upstream's certificate: a file from the root on, or PEM text.")
    private @Nullable String tlsCa;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "CIDR",
            split = ",",
            description = "Networks whose clients begin with a PROXY header that says who they speak for.")
    private @Nullable List<String> trustedProxies;

    @Option(
            names = "--health-check-interval",
            paramLabel = "TIME",
            description = "Watches the upstream so often; 0 for never, the default.")
    private @Nullable String healthInterval;

    @Option(
            names = "--health-check-threshold",
            paramLabel = "COUNT",
            converter = Count.class,
            description = "So many failures in a row until the upstream counts as down.")
    private @Nullable Integer healthThreshold;

    /** Writes what was given into a body for the API. */
    void into(ObjectNode body) {
        put(body, "url", url);
        put(body, "name", name);
        if (binding != null) {
            body.putArray("bindings").add(binding);
        }
        put(body, "description", description);
        put(body, "metadata", metadata);
        put(body, "traffic_policy", policyText());
        if (pooling != null) {
            body.put("pooling_enabled", pooling);
        }
        put(body, "upstream_proxy_protocol", proxyProtocol);
        put(body, "connect_timeout", connectTimeout);
        put(body, "client_idle_timeout", clientIdle);
        put(body, "server_idle_timeout", serverIdle);
        put(body, "max_lifetime", maxLifetime);
        if (maxConnections != null) {
            body.put("max_connections", maxConnections);
        }
        if (tlsVerify != null) {
            body.put("upstream_tls_verify", tlsVerify);
        }
        put(body, "upstream_tls_ca", tlsCa == null ? null : fromRoot(tlsCa));
        if (trustedProxies != null) {
            trustedProxies.forEach(body.putArray("trusted_proxies")::add);
        }
        put(body, "health_check_interval", healthInterval);
        if (healthThreshold != null) {
            body.put("health_check_threshold", healthThreshold);
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String text) {
        if (text != null) {
            body.put(field, text);
        }
    }

    /** The gateway may run in another directory. */
    private static String fromRoot(String ca) {
        return ca.isBlank() || ca.contains("-----BEGIN ")
                ? ca
                : Path.of(ca).toAbsolutePath().toString();
    }

    private @Nullable String policyText() {
        if (policyFile == null) {
            return policy;
        }
        if (policy != null) {
            throw wrong("Write --traffic-policy or --traffic-policy-file, not both.");
        }
        try {
            return Files.readString(policyFile);
        } catch (IOException e) {
            throw wrong("The file '" + policyFile + "' of --traffic-policy-file cannot be read as text; "
                    + "write the name of one that exists and is UTF-8.");
        }
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
