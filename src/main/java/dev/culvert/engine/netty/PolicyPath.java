package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.BandwidthLimit;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A connection's way through the policies: that of the endpoint that accepted it, and of the internal endpoints it is
 * handed to, one after the other, until one forwards it or closes it. Changed on the event loop only; the hops may be
 * read by any thread.
 */
final class PolicyPath {

    /** How often a connection may be handed on; ngrok has such a limit too and does not tell it (NGROK.md 2.3). */
    static final int MOST_HANDOVERS = 10;

    /** How the way to an internal endpoint went. */
    sealed interface Arrival {

        /** There, and that is what its policy wants first. */
        record There(Step first) implements Arrival {}

        /** Not there: ngrok's code, and a sentence. */
        record Refused(String code, String message) implements Arrival {}
    }

    private final Connection connection;
    private final EngineCore core;
    private volatile List<Hop> hops;
    private @Nullable TlsFacts tls;
    private @Nullable DecisionRecord summary;

    PolicyPath(Connection connection, Hop entry, EngineCore core) {
        this.connection = connection;
        this.core = core;
        hops = List.of(entry);
    }

    /** Decides. */
    void begin(int open) {
        Hop entry = hops.getFirst();
        if (entry.trusts(connection.client())) {
            connection.hearProxy(() -> take(entry.first(connection, open, null)));
        } else {
            take(entry.first(connection, open, null));
        }
    }

    /** Where the connection has come to: the endpoint whose upstream it is forwarded to. */
    ServedEndpoint target() {
        return hops.getLast().endpoint();
    }

    /** Whether the endpoint that accepted it takes no more clients, so that this one is better gone. */
    boolean isStopping() {
        return hops.getFirst().service().isStopped();
    }

    List<Hop> hops() {
        return hops;
    }

    /** Counts for every endpoint that the connection goes through. */
    void received(long bytes) {
        List<Hop> all = hops;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).tally().bytesIn.add(bytes);
        }
    }

    /** Likewise. */
    void delivered(long bytes) {
        List<Hop> all = hops;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).tally().bytesOut.add(bytes);
        }
    }

    boolean goesThrough(EndpointId endpoint) {
        for (Hop hop : hops) {
            if (hop.endpoint().id().equals(endpoint)) {
                return true;
            }
        }
        return false;
    }

    boolean goesThrough(EndpointService service) {
        for (Hop hop : hops) {
            if (hop.service() == service) {
                return true;
            }
        }
        return false;
    }

    /** The upstream was not reached; a policy that forwarded here may know another way. */
    void notReached(CloseReason reason, @Nullable String error) {
        if (hops.size() == 1) {
            connection.end(reason, error);
            return;
        }
        ServedEndpoint failed = target();
        String message = "The upstream of '" + failed.name() + "' was not reached: " + reason.wireName()
                + (error == null ? "" : " (" + error + ")") + ".";
        leaveLast();
        Evaluation before = Objects.requireNonNull(hops.getLast().evaluation());
        Step next = before.forwardFailed("ERR_NGROK_8012", message);
        if (before.forwardError() != null) {
            notReached(reason, error);
        } else {
            take(next);
        }
    }

    /** What holds bytes from the client to the rates that policies have set. */
    List<Throttle> fromClient() {
        return throttles("in", BandwidthLimit::in);
    }

    /** The same for bytes to the client. */
    List<Throttle> toClient() {
        return throttles("out", BandwidthLimit::out);
    }

    /** Whether there is any of those. */
    boolean hasThrottles() {
        for (Hop hop : hops) {
            Evaluation evaluation = hop.evaluation();
            if (evaluation != null && !evaluation.bandwidth().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Throttle> throttles(String direction, ToLongFunction<BandwidthLimit> rate) {
        List<Throttle> throttles = new ArrayList<>();
        for (Hop hop : hops) {
            Evaluation evaluation = hop.evaluation();
            if (evaluation != null) {
                for (BandwidthLimit limit : evaluation.bandwidth()) {
                    long most = rate.applyAsLong(limit);
                    if (most > 0) {
                        String name = direction + " " + limit.action();
                        throttles.add(limit.shared() ? hop.service().throttle(name, most) : hop.throttle(name, most));
                    }
                }
            }
        }
        return throttles;
    }

    /** What the policies have decided so far. */
    DecisionRecord record() {
        DecisionRecord known = summary;
        if (known == null) {
            known = DecisionSummary.of(hops);
            summary = known;
        }
        return known;
    }

    /** Leaves every endpoint but the first, which the connection itself leaves. */
    void end() {
        leaveTo(1);
        hops.getFirst().end();
    }

    private void take(Step first) {
        summary = null;
        Step step = first;
        while (step instanceof Step.ForwardInternal forward) {
            step = handOver(forward);
        }
        switch (step) {
            case Step.Forward ignored -> {
                if (hops.getLast().hasHttpPhases()) {
                    new Sniffing(connection, core.http()).begin();
                } else {
                    connection.forward(Objects.requireNonNull(target().upstream()));
                }
            }
            case Step.Close close -> connection.end(close.reason(), whyClosed());
            case Step.TerminateTls terminate -> shakeHands(terminate);
            case Step.ForwardInternal ignored -> throw new IllegalStateException("handed over above");
        }
    }

    private Step handOver(Step.ForwardInternal forward) {
        Evaluation here = Objects.requireNonNull(hops.getLast().evaluation());
        return switch (arrive(forward.url())) {
            case Arrival.There there -> there.first();
            case Arrival.Refused refused -> here.forwardFailed(refused.code(), refused.message());
        };
    }

    /** Goes to an internal endpoint for the sake of one request, and on to where that hands connections. */
    Arrival enter(String url) {
        Arrival arrival = arrive(url);
        if (!(arrival instanceof Arrival.There there)) {
            return arrival;
        }
        Step step = there.first();
        while (step instanceof Step.ForwardInternal forward) {
            step = handOver(forward);
        }
        return new Arrival.There(step);
    }

    private Arrival arrive(String url) {
        summary = null;
        EndpointService next = core.internal().enter(url);
        if (next == null) {
            return new Arrival.Refused("ERR_NGROK_3200", "No internal endpoint is online at " + url + ".");
        } else if (goesThrough(next)) {
            next.leave();
            return new Arrival.Refused("ERR_NGROK_3603", "The connection came through " + url + " before.");
        } else if (hops.size() > MOST_HANDOVERS) {
            next.leave();
            return new Arrival.Refused(
                    "ERR_NGROK_3501", "The connection was handed on " + MOST_HANDOVERS + " times already.");
        }
        int open = next.ledger().opened();
        var hop = new Hop(next, connection.loop(), url);
        List<Hop> longer = new ArrayList<>(hops);
        longer.add(hop);
        hops = List.copyOf(longer);
        return new Arrival.There(hop.first(connection, open, tls));
    }

    /** Leaves the endpoints behind the first so many. */
    void leaveTo(int depth) {
        while (hops.size() > depth) {
            leaveLast();
        }
    }

    /** The TLS session that was terminated; null if none was. */
    @Nullable TlsFacts tls() {
        return tls;
    }

    private void shakeHands(Step.TerminateTls terminate) {
        Evaluation here = Objects.requireNonNull(hops.getLast().evaluation());
        String host = hops.getFirst().endpoint().policy().endpoint().host();
        String address = connection.server().getAddress().getHostAddress();
        connection.relay().terminateTls(terminate.termination(), List.of(host, address), core.tls(), facts -> {
            tls = facts;
            take(here.tlsEstablished(facts));
        });
    }

    private void leaveLast() {
        summary = null;
        Hop last = hops.getLast();
        hops = hops.subList(0, hops.size() - 1);
        last.end();
        last.service().ledger().closed();
        last.service().leave();
    }

    /** What the policy says beside the reason. */
    @Nullable String whyClosed() {
        Evaluation evaluation = hops.getLast().evaluation();
        if (evaluation == null) {
            return null;
        }
        Failure failure = evaluation.failure();
        if (failure != null) {
            return failure.code() + " at " + failure.range() + ": " + failure.message();
        }
        return evaluation.forwardError();
    }
}
