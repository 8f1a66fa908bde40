package dev.culvert.policy.action;

import dev.culvert.model.DurationText;
import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code rate-limit}: at most so many new connections in a while, for each key. */
final class RateLimit implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
                    "rate-limit",
                    "Lets only so many new connections in for each key; closes the others.",
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
        return evaluation -> {
            String bucket = key.text(evaluation);
            boolean admitted = evaluation
                    .state()
                    .admit(
                            new PolicyState.Key(config.identity(), bucket),
                            capacity,
                            rate,
                            evaluation.facts().start());
            evaluation.result("rate_limit.bucket_key", bucket);
            evaluation.result("rate_limit.limited", !admitted);
            if (evaluation.isTraced()) {
                evaluation.note(bucket + (admitted ? ": not too many" : ": too many"));
            }
            return admitted || !enforce ? null : Step.Close.RATE_LIMITED;
        };
    }
}
