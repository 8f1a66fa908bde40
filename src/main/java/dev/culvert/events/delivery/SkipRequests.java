package dev.culvert.events.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Wishes that a delivery passes over an event: anybody asks, and the delivery's own thread does it between two tries. */
final class SkipRequests {

    /** Longer than a request takes that is under way. */
    private static final long PATIENCE_S = 20;

    private final LinkedBlockingDeque<CompletableFuture<Optional<String>>> waiting = new LinkedBlockingDeque<>();

    /** Asks, and waits for the id of the event that was passed over; empty if there was none. */
    Optional<String> ask() throws InterruptedException {
        var answer = new CompletableFuture<Optional<String>>();
        waiting.add(answer);
        try {
            return answer.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            boolean unused = answer.complete(Optional.empty());
            return Optional.empty();
        }
    }

    /** Whether anybody waits who has not given up. */
    boolean isWanted() {
        CompletableFuture<Optional<String>> first = waiting.peek();
        while (first != null && first.isDone()) {
            var unused = waiting.poll();
            first = waiting.peek();
        }
        return first != null;
    }

    /** Answers the one who has waited longest. */
    void done(Optional<String> event) {
        CompletableFuture<Optional<String>> first = waiting.poll();
        if (first != null) {
            boolean unused = first.complete(event);
        }
    }

    /** Answers everybody: nothing is passed over any more. */
    void refuse() {
        while (isWanted()) {
            done(Optional.empty());
        }
    }

    /** Waits that long, or until somebody asks. */
    void await(Duration pause) throws InterruptedException {
        CompletableFuture<Optional<String>> first = waiting.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            waiting.addFirst(first);
        }
    }
}
