package dev.culvert.gateway;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointUrl;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyReplay;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.store.ClosedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs policies on the connections of the history. Waits for the disk and works for up to seconds, so never on the JavaFX
 * thread or an event loop.
 */
public final class Replayer {

    /** So many connections one replay looks at. */
    public static final int MOST = 100_000;

    private static final int BATCH = 5_000;

    private final History history;
    private final EndpointRegistry registry;

    Replayer(History history, EndpointRegistry registry) {
        this.history = history;
        this.registry = registry;
    }

    /**
     * What a policy would have made of an endpoint's connections.
     *
     * @param policy the policy, without errors
     * @param since those that started then or later; null for all
     * @param most so many changes are reported
     * @throws IllegalArgumentException if the policy has errors
     */
    public ReplayReport replay(CheckedPolicy policy, EndpointId endpoint, @Nullable Instant since, int most) {
        var replay = new PolicyReplay(
                policy.document(),
                policy.program().orElseThrow(() -> new IllegalArgumentException("a policy with errors")));
        List<ClosedConnection> connections = connections(endpoint, since);
        boolean isCut = connections.size() > MOST;
        List<ClosedConnection> told = isCut ? connections.subList(1, connections.size()) : connections;
        List<ReplayReport.Change> changes = new ArrayList<>();
        int refused = 0;
        int refusedThen = 0;
        int undecided = 0;
        for (ClosedConnection connection : told) {
            PolicyTrial trial = replay.next(facts(connection), connection.endedAt());
            boolean then = connection.reason().isRefusal();
            refusedThen += then ? 1 : 0;
            refused += trial.refuses() ? 1 : 0;
            undecided += trial.isDecided() ? 0 : 1;
            if (trial.isDecided() && trial.refuses() != then) {
                changes.add(new ReplayReport.Change(connection, trial));
            }
        }
        Collections.reverse(changes);
        return new ReplayReport(
                told.size(),
                refused,
                refusedThen,
                undecided,
                changes.stream().limit(most).toList(),
                changes.size(),
                isCut);
    }

    /** The oldest first; one more than are looked at tells that there are more. */
    private List<ClosedConnection> connections(EndpointId endpoint, @Nullable Instant since) {
        List<ClosedConnection> found = new ArrayList<>();
        ConnectionId before = null;
        boolean goOn = true;
        while (goOn && found.size() <= MOST) {
            int limit = Math.min(BATCH, MOST + 1 - found.size());
            List<ClosedConnection> batch = history.find(new ClosedQuery(endpoint, "", before, since, false, limit));
            found.addAll(batch);
            goOn = batch.size() == limit;
            before = batch.isEmpty() ? before : batch.getLast().id();
        }
        Collections.reverse(found);
        return found;
    }

    private Facts facts(ClosedConnection c) {
        EndpointUrl url = EndpointUrl.parse(c.endpointUrl());
        return new Facts(
                IpAddress.of(c.client().getAddress()),
                c.client().getPort(),
                IpAddress.of(c.server().getAddress()),
                c.server().getPort(),
                Policies.region(url, registry.ingresses()),
                c.startedAt(),
                EndpointFacts.of(c.endpoint(), url));
    }
}
