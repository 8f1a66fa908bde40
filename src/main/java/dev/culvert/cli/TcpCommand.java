package dev.culvert.cli;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert tcp UPSTREAM}: an endpoint for as long as the command runs, and a view of its connections. */
@Command(
        name = "tcp",
        mixinStandardHelpOptions = true,
        description = "Publishes a TCP service until Ctrl+C, by the Culvert that runs or, if none does, by itself.")
final class TcpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final EndpointOptions options = new EndpointOptions();

    @Option(
            names = "--api-addr",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            converter = ApiAddress.class,
            description = "Where the API listens if no Culvert runs yet. Default: a free port of this machine.")
    private @Nullable InetSocketAddress apiAddress;

    @Option(names = "--json", description = "Prints the endpoint and each change of its connections as a line of JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "UPSTREAM",
            description = "Where to forward to: a port of this machine, host:port, tls://host:port or unix:///path.")
    private String upstream = "";

    TcpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, LaunchFailure {
        ObjectNode body = ApiClient.MAPPER.createObjectNode();
        options.into(body);
        body.put("type", "agent").put("upstream_url", upstream).put("temporary", true);
        try (var stop = new StopSignal(surroundings.launcher());
                Attachment gateway = Attachment.find(api, apiAddress, surroundings);
                TemporaryEndpoint endpoint = TemporaryEndpoint.create(gateway.client(), body)) {
            endpoint.checkOnline();
            watch(endpoint, view(gateway.client(), endpoint), stop);
        }
        return 0;
    }

    private static void watch(TemporaryEndpoint endpoint, EndpointView view, StopSignal stop) throws CommandFailure {
        try {
            view.begin(endpoint.json());
            while (!stop.within(view.pause())) {
                endpoint.refresh();
                view.update(endpoint.json());
            }
        } catch (CommandFailure e) {
            // an interrupt that came in the middle of a call is a signal as good as any
            if (!Thread.interrupted()) {
                throw e;
            }
        } finally {
            view.end();
        }
    }

    private EndpointView view(ApiClient client, TemporaryEndpoint endpoint) {
        if (json) {
            return new JsonView(new ConnectionFeed(client, endpoint.id()), surroundings.out());
        }
        return surroundings.interactive()
                ? new LiveView(client, surroundings.out(), surroundings.version())
                : new PlainView(new ConnectionFeed(client, endpoint.id()), surroundings.out());
    }
}
