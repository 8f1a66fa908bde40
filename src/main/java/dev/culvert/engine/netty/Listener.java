package dev.culvert.engine.netty;

import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ListenResult.Listening;
import dev.culvert.engine.ListenResult.Refused;
import dev.culvert.engine.ServedEndpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The bound sockets of one endpoint, all at the same port. They accept nothing before all of them are bound. Called
 * from one thread at a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // every future here has its listener
final class Listener {

    private static final int BACKLOG = 4096;

    /** How often another port is picked if one that was free at the first address is taken at the next. */
    private static final int MOST_PICKS = 10;

    private final ServedEndpoint endpoint;
    private final ServerBootstrap bootstrap;
    private final CompletableFuture<ListenResult> result = new CompletableFuture<>();
    private List<Channel> sockets = new ArrayList<>();
    private int picks;

    Listener(EndpointService service, EngineCore core) {
        endpoint = service.endpoint();
        bootstrap = new ServerBootstrap()
                .group(core.loops().group())
                .channelFactory(core.transport().listeners())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new AcceptGuard(service))
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Admission(service, core));
    }

    /** Binds; once only. */
    CompletableFuture<ListenResult> bind() {
        bindNext(endpoint.port());
        return result;
    }

    /** Closes the sockets, if there are any yet. Completes when their port can be bound again. Once {@link #bind} has. */
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(sockets.stream().map(Listener::close).toArray(CompletableFuture[]::new));
    }

    private void bindNext(int port) {
        if (sockets.size() == endpoint.bind().size()) {
            sockets.forEach(socket -> socket.config().setAutoRead(true));
            result.complete(
                    new Listening(sockets.stream().map(Listener::address).toList()));
            return;
        }
        var address = new InetSocketAddress(endpoint.bind().get(sockets.size()), port);
        bootstrap.bind(address).addListener((ChannelFutureListener) bound -> {
            if (bound.isSuccess()) {
                sockets.add(bound.channel());
                bindNext(address(bound.channel()).getPort());
            } else {
                giveUp(address, bound.cause());
            }
        });
    }

    private void giveUp(InetSocketAddress address, Throwable problem) {
        ListenResult.Cause cause = SystemError.whyNotBound(problem);
        CompletableFuture<Void> closed = close();
        sockets = new ArrayList<>();
        closed.thenRun(() -> {
            if (cause == ListenResult.Cause.PORT_IN_USE && endpoint.port() == 0 && ++picks < MOST_PICKS) {
                bindNext(0);
            } else {
                String detail = SystemError.text(problem);
                result.complete(new Refused(cause, address, Objects.requireNonNullElse(detail, "no reason was given")));
            }
        });
    }

    private static InetSocketAddress address(Channel socket) {
        return (InetSocketAddress) socket.localAddress();
    }

    private static CompletableFuture<Void> close(Channel socket) {
        var closed = new CompletableFuture<Void>();
        ChannelFuture closing = socket.close();
        // a selector gives the descriptor of a closed NIO socket back in its next turn only
        closing.addListener(done -> socket.eventLoop().schedule(() -> closed.complete(null), 1, TimeUnit.MILLISECONDS));
        return closed;
    }
}
