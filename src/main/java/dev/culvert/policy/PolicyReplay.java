package dev.culvert.policy;

import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Trace;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A policy's run on connections that were: what it would have made of each, had it been live. Counters are its own, and a
 * connection counts as open from its start to its end as they were. For one thread.
 */
public final class PolicyReplay {

    private final PolicyDocument document;
    private final PolicyProgram program;
    private final PolicyState state = new PolicyState();
    private final PriorityQueue<Open> open = new PriorityQueue<>(Comparator.comparing(Open::end));

    /** A connection that has not ended yet at the time that the replay has come to. */
    private record Open(Instant end, Evaluation evaluation) {}

    /** A replay that has not begun. */
    public PolicyReplay(PolicyDocument document, PolicyProgram program) {
        this.document = document;
        this.program = program;
    }

    /**
     * The next connection, which did not start before the last one.
     *
     * @param end when it ended
     */
    public PolicyTrial next(Facts facts, Instant end) {
        for (Open first = open.peek(); first != null && !first.end.isAfter(facts.start()); first = open.peek()) {
            open.remove();
            first.evaluation.end();
        }
        var trace = new Trace();
        Evaluation evaluation = program.evaluate(facts, state, trace);
        PolicyTrial trial = PolicyTrial.of(document, program, evaluation, trace);
        if (trial.refuses()) {
            evaluation.end();
        } else {
            open.add(new Open(end, evaluation));
        }
        return trial;
    }
}
