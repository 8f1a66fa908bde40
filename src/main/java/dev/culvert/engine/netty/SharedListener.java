package dev.culvert.engine.netty;

import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ListenResult.Refused;
import dev.culvert.engine.ServedEndpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The bound sockets of one endpoint, or of a pool whose members come and go while the sockets stay. Changed by one thread
 * at a time.
 */
final class SharedListener {

    /** What the sockets themselves hold on to: they stand for no member. */
    private final EndpointService entrance;

    private final Pool pool;
    private final Listener listener;
    private final CompletableFuture<ListenResult> bound = new CompletableFuture<>();
    private final CompletableFuture<Void> unbound = new CompletableFuture<>();
    private volatile boolean closing;

    SharedListener(EndpointService first, Ledger ledger, EngineCore core) {
        entrance = new EndpointService(first.endpoint(), ledger, core.registry());
        pool = new Pool(first);
        listener = new Listener(entrance, pool, core);
    }

    /** Binds when others have let go of the address. */
    void bindAfter(CompletableFuture<Void> others) {
        var unused = others.thenCompose(free -> listener.bind()).thenAccept(result -> {
            if (result instanceof Refused) {
                closing = true;
                entrance.leave();
                unbound.complete(null);
            }
            bound.complete(result);
        });
    }

    /** Completes when it is known whether there are sockets. */
    CompletableFuture<ListenResult> bound() {
        return bound;
    }

    /** Completes when its address is free again. */
    CompletableFuture<Void> unbound() {
        return unbound;
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether another may come in: everybody shares, and all have the same URL. */
    boolean isOpenTo(ServedEndpoint other) {
        return !closing
                && other.isPooled()
                && pool.members().stream()
                        .map(EndpointService::endpoint)
                        .allMatch(member ->
                                member.isPooled() && member.url().equals(other.url()) && member.listensWhere(other));
    }

    void add(EndpointService member) {
        pool.add(member);
    }

    /**
     * Takes out a member, which hears {@link EndpointService#leave()} when no more clients can come to it; the last takes
     * the sockets along. Completes when the member is not listening any more.
     */
    CompletableFuture<Void> remove(EndpointService member) {
        if (pool.remove(member)) {
            member.leave();
            return CompletableFuture.completedFuture(null);
        }
        closing = true;
        var unused = entrance.ended().thenRun(member::leave);
        return bound.thenCompose(result -> {
            if (result instanceof Refused) {
                return unbound;
            }
            return listener.close().thenRun(() -> {
                entrance.leave();
                unbound.complete(null);
            });
        });
    }

    /** The members. */
    List<EndpointService> members() {
        return pool.members();
    }

    /** What is in the way of accepting clients; see there. */
    EndpointService entrance() {
        return entrance;
    }
}
