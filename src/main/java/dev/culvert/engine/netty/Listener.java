package dev.culvert.engine.netty;

import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ListenResult.Listening;
import dev.culvert.engine.ListenResult.Refused;
import dev.culvert.engine.ServedEndpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The bound sockets of one URL, all at the same port. They accept nothing before all of them are bound. Called
 * from one thread at a time.
 */
final class Listener {

    static final int BACKLOG = 4096;

    /** How often another port is picked if one that was free at the first address is taken at the next. */
    private static final int MOST_PICKS = 10;

    private final ServedEndpoint endpoint;
    private final ListenerSocket.Binder binder;
    private final Admission admission;
    private final CompletableFuture<ListenResult> result = new CompletableFuture<>();
    private List<ListenerSocket> sockets = new ArrayList<>();
    private int picks;

    Listener(EndpointService service, Pool pool, EngineCore core) {
        endpoint = service.endpoint();
        binder = core.binder();
        admission = new Admission(service, pool, core);
    }

    /** Binds; once only. */
    CompletableFuture<ListenResult> bind() {
        bindNext(endpoint.port());
        return result;
    }

    /** Closes the sockets, if there are any yet. Completes when their port can be bound again. Once {@link #bind} has. */
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(
                sockets.stream().map(ListenerSocket::unbind).toArray(CompletableFuture[]::new));
    }

    private void bindNext(int port) {
        if (sockets.size() == endpoint.bind().size()) {
            sockets.forEach(ListenerSocket::accept);
            result.complete(
                    new Listening(sockets.stream().map(ListenerSocket::address).toList()));
            return;
        }
        var address = new InetSocketAddress(endpoint.bind().get(sockets.size()), port);
        var unused = binder.bind(address, admission).whenComplete((bound, problem) -> {
            if (problem == null) {
                sockets.add(bound);
                bindNext(bound.address().getPort());
            } else {
                giveUp(address, problem);
            }
        });
    }

    private void giveUp(InetSocketAddress address, Throwable problem) {
        ListenResult.Cause cause = SystemError.whyNotBound(problem);
        CompletableFuture<Void> closed = close();
        sockets = new ArrayList<>();
        var unused = closed.thenRun(() -> {
            if (cause == ListenResult.Cause.PORT_IN_USE && endpoint.port() == 0 && ++picks < MOST_PICKS) {
                bindNext(0);
            } else {
                String detail = SystemError.text(problem);
                result.complete(new Refused(cause, address, Objects.requireNonNullElse(detail, "no reason was given")));
            }
        });
    }
}
