package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The options of {@code culvert api endpoints create} and {@code update}: those of an endpoint, and its wish. */
final class SpecOptions {

    @Mixin
    private final EndpointOptions endpoint = new EndpointOptions();

    @Option(
            names = "--upstream-url",
            paramLabel = "UPSTREAM",
            description = "Where it forwards to: a port, host:port, tls://host:port or unix:///path.")
    private @Nullable String upstream;

    @Option(
            names = "--enabled",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Whether it shall be online.")
    private @Nullable Boolean enabled;

    /** The body for the API with what was given. */
    ObjectNode body() {
        ObjectNode body = ApiClient.MAPPER.createObjectNode();
        endpoint.into(body);
        if (upstream != null) {
            body.put("upstream_url", upstream);
        }
        if (enabled != null) {
            body.put("enabled", enabled);
        }
        return body;
    }
}
