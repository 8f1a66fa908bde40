package dev.culvert.cli;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands on the lines of a stream, one at a time. How it ends is the future's matter. */
final class LineSubscriber implements Flow.Subscriber<String> {

    private final Consumer<String> line;

    LineSubscriber(Consumer<String> line) {
        this.line = line;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String text) {
        line.accept(text);
    }

    @Override
    public void onError(Throwable problem) {
        // told by the future
    }

    @Override
    public void onComplete() {
        // told by the future
    }
}
