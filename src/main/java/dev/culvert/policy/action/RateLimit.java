package dev.culvert.policy.action;

import dev.culvert.model.DurationText;
import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.Outcome;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code rate-limit}: at most so many new connections, or requests, in a while, for each key. */
final class RateLimit implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
                    "rate-limit",
                    "Lets only so many connections or requests in for each key; closes the others, or answers 429.",
                    false,
                    Portability.ELSEWHERE,
                    Field.of("name", FieldType.TEXT, "What this limit is called")
                            .mandatory()
                            .between(1, 1024),
                    Field.of("algorithm", FieldType.TEXT, "How it is counted")
                            .mandatory()
                            .oneOf("sliding_window"),
                    Field.of("capacity", FieldType.INTEGER, "How many may come in that time")
                            .mandatory()
                            .between(1, 2_000_000_000),
                    Field.of("rate", FieldType.DURATION, "The time, in steps of 10 seconds")
                            .mandatory()
                            .between(60, 86_400),
                    Field.of("bucket_key", FieldType.TEXTS, "Expressions whose values are counted apart")
                            .mandatory()
                            .between(1, 10),
                    Field.of("enforce", FieldType.BOOLEAN, "false only records what would happen")
                            .otherwise(true))
            .in(Phase.ON_HTTP_REQUEST);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        Duration rate = DurationText.parse(config.text("rate"));
        Node written = config.get("rate");
        if (written != null && rate.toSeconds() % 10 != 0) {
            config.findings().error(2204, written.range(), "'rate' must be a multiple of 10s, such as 60s or 90s.");
        }
        BucketKey key = BucketKey.compile(config);
        long capacity = config.integer("capacity");
        boolean enforce = config.bool("enforce");
        boolean onConnect = config.isOnConnect();
        return run -> {
            String bucket = key.text(run);
            var counted = new PolicyState.Key(config.identity(), bucket);
            boolean admitted = run.state().admit(counted, capacity, rate, run.now());
            run.result("rate_limit.bucket_key", bucket);
            run.result("rate_limit.limited", !admitted);
            if (run.isTraced()) {
                run.note(bucket + (admitted ? ": not too many" : ": too many"));
            }
            if (admitted || !enforce) {
                return null;
            }
            return onConnect ? Step.Close.RATE_LIMITED : later(run.state().until(counted, capacity, run.now()));
        };
    }

    private static Outcome later(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Outcome.Answer(HttpAnswer.of(429).with(HeaderList.of("retry-after", Long.toString(seconds))));
    }
}
