package dev.culvert.engine.netty;

import dev.culvert.model.Upstream;
import dev.culvert.policy.run.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of a connection go: through internal endpoints, if policies say so, to an upstream whose connection is
 * kept for the next request to it. On the event loop only.
 */
final class RequestRoute {

    private final HttpRelay relay;
    private final Connection connection;
    private final EngineCore core;
    private final int base;
    private final List<Stage> stages = new ArrayList<>(0);
    private int at;
    private final KeptUpstreams others;
    private @Nullable HttpUpstream upstream;
    private KeptUpstreams.@Nullable Target target;
    private int upstreamOf;
    private long movedBefore;
    private List<Hop> throttledFor = List.of();
    private List<Throttle> throttles = List.of();

    /**
     * An internal endpoint that a request was handed to.
     *
     * @param url what the policy called it
     * @param depth how many endpoints the connection goes through then
     */
    private record Stage(String url, int depth) {}

    RequestRoute(HttpRelay relay, Connection connection, EngineCore core) {
        this.relay = relay;
        this.connection = connection;
        this.core = core;
        base = connection.path().hops().size();
        others = new KeptUpstreams(connection.loop(), core.http().keep());
    }

    /** Begins with another request, at the endpoint whose upstream the connection would go to. */
    void start() {
        at = 0;
    }

    private int depth() {
        return at == 0 ? base : stages.get(at - 1).depth();
    }

    /** Where finished requests are told of. */
    ConnectionRegistry registry() {
        return core.registry();
    }

    /** Where the present request is. */
    Hop hop() {
        return connection.path().hops().get(depth() - 1);
    }

    /** The internal endpoints that it has come through, by name. */
    List<String> handedTo() {
        if (at == 0) {
            return List.of();
        }
        return connection.path().hops().subList(base, depth()).stream()
                .map(hop -> hop.endpoint().name())
                .toList();
    }

    /** Goes on to an internal endpoint: the one that the request before went to, or another. */
    PolicyPath.Arrival enter(String url) {
        if (at < stages.size() && stages.get(at).url().equals(url)) {
            at++;
            if (!hop().service().isStopped()) {
                return new PolicyPath.Arrival.There(Step.Forward.TO_UPSTREAM);
            }
            at--;
        }
        cut();
        PolicyPath.Arrival arrival = connection.path().enter(url);
        if (arrival instanceof PolicyPath.Arrival.There there) {
            if (there.first() instanceof Step.Forward) {
                stages.add(new Stage(url, connection.path().hops().size()));
                at++;
            } else if (there.first() instanceof Step.TerminateTls) {
                connection.path().leaveTo(depth());
                return new PolicyPath.Arrival.Refused(
                        "ERR_NGROK_2205", "The policy of " + url + " terminates TLS, which a request is not.");
            }
        }
        return arrival;
    }

    /** Goes back to the endpoint before. */
    void goBack() {
        at--;
        cut();
    }

    /** Leaves what an earlier request went through and this one does not. */
    private void cut() {
        if (stages.size() > at) {
            setAside();
            stages.subList(at, stages.size()).clear();
            connection.path().leaveTo(depth());
        }
    }

    /** The upstream of the endpoint that the request has come to: one of the requests before, or one to be dialled. */
    HttpUpstream upstream(Upstream address) {
        cut();
        HttpUpstream kept = upstream;
        if (kept != null && upstreamOf == at && kept.isUsable()) {
            return kept;
        }
        setAside();
        var wanted = KeptUpstreams.Target.of(hop());
        HttpUpstream next = others.take(wanted);
        others.trim();
        if (next == null) {
            next = new HttpUpstream(relay, connection, address, core);
        } else {
            movedBefore -= next.leg().moved();
            next.leg().slowDown(throttles());
        }
        upstream = next;
        target = wanted;
        upstreamOf = at;
        relay.clientLeg().slowDown(connection.path().fromClient());
        connection.reaches(address);
        return next;
    }

    /** Keeps the upstream for a later request, if nothing is on its way there; and lets go of it if there is. */
    private void setAside() {
        HttpUpstream last = upstream;
        KeptUpstreams.Target to = target;
        if (last == null || to == null || !last.isClean() || to.service().isStopped()) {
            drop();
            return;
        }
        movedBefore += last.leg().moved();
        upstream = null;
        others.add(to, last);
    }

    /** The request is answered here; lets go of the upstream that it went to, if it did. */
    void stayHere(@Nullable HttpUpstream asked) {
        if (asked != null) {
            drop();
        }
        others.trim();
    }

    /** What holds the upstream's bytes to the rates that policies have set. */
    List<Throttle> throttles() {
        List<Hop> hops = connection.path().hops();
        if (!hops.equals(throttledFor)) {
            throttledFor = hops;
            throttles = connection.path().toClient();
        }
        return throttles;
    }

    /** Lets go of the upstream. */
    void drop() {
        drop(false);
    }

    private void drop(boolean reset) {
        if (upstream != null) {
            movedBefore += upstream.leg().moved();
            upstream.end(reset);
            upstream = null;
        }
    }

    /** An upstream that nobody waits for is gone. */
    void forget(HttpUpstream gone) {
        if (gone.equals(upstream)) {
            drop();
        } else {
            others.forget(gone);
        }
    }

    boolean isFull() {
        return upstream != null && upstream.isFull();
    }

    void read(boolean on) {
        if (upstream != null) {
            upstream.read(on);
        }
    }

    void flush() {
        if (upstream != null) {
            upstream.flush();
        }
    }

    long moved() {
        return movedBefore + (upstream == null ? 0 : upstream.leg().moved());
    }

    /** Lets go of all but the present one, which others carry on. */
    void leave() {
        others.end();
    }

    void end(boolean reset) {
        others.end();
        drop(reset);
    }
}
