package dev.culvert.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The gateway's one thread, on which everything changes. Any thread may hand it work, and none waits. */
final class GatewayThread {

    private final Executor thread;

    GatewayThread(Executor thread) {
        this.thread = thread;
    }

    /** Does something there and answers what comes of it. */
    <T> CompletableFuture<T> call(Supplier<T> change) {
        return run(() -> CompletableFuture.completedFuture(change.get()));
    }

    /** Begins something there and answers what comes of it in the end. */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> change) {
        var answer = new CompletableFuture<T>();
        Principal asking = Principal.now();
        Runnable task = () -> {
            try {
                var unused = ScopedValue.where(Principal.CURRENT, asking)
                        .call(change::get)
                        .whenComplete((value, problem) -> {
                            if (problem == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(problem);
                            }
                        });
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        };
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }
}
