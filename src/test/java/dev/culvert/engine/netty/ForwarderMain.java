package dev.culvert.engine.netty;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The bare engine as a program, for load tests from outside: {@code LISTEN_PORT UPSTREAM_PORT [NATIVE|PORTABLE|CHANNEL|CHANNEL_NIO]}. */
final class ForwarderMain {

    private ForwarderMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        RelayMode mode = arguments.length > 2 ? RelayMode.valueOf(arguments[2]) : RelayMode.chosen(null);
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        var endpoint = new ServedEndpoint(
                new EndpointId("ep_forwarder"),
                "forwarder",
                "tcp://127.0.0.1:" + arguments[0],
                List.of(loopback),
                Integer.parseInt(arguments[0]),
                new Upstream.Tcp(new HostPort("127.0.0.1", Integer.parseInt(arguments[1]))),
                ProxyProtocol.NONE,
                Limits.DEFAULT,
                ServedPolicy.none(EndpointKind.AGENT));
        boolean tells = Boolean.getBoolean("tell");
        try (var engine = new NettyEngine(
                ConnectionListener.of(
                        closed -> {
                            if (tells) {
                                System.err.println(closed);
                            }
                        },
                        exchange -> {}),
                Executors.newVirtualThreadPerTaskExecutor(),
                InetAddress::getAllByName,
                Rig.NO_TLS,
                Rig.UPSTREAM_TLS,
                2,
                mode)) {
            ListenResult result = engine.start(endpoint).join();
            System.err.println(engine.description() + ": " + result);
            if (result instanceof ListenResult.Listening) {
                new CountDownLatch(1).await();
            }
        }
    }
}
