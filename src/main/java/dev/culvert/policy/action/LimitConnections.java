package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import org.jspecify.annotations.Nullable;

/** {@code limit-connections}: at most so many connections open at once, for each key. */
final class LimitConnections implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
            "limit-connections",
            "Lets only so many connections be open at once for each key; closes the others.",
            false,
            Portability.UNKNOWN,
            Field.of("max", FieldType.INTEGER, "How many may be open")
                    .mandatory()
                    .between(1, 1_000_000),
            Field.of("bucket_key", FieldType.TEXTS, "Expressions whose values are counted apart; all together without")
                    .between(1, 10),
            Field.of("enforce", FieldType.BOOLEAN, "false only records what would happen")
                    .otherwise(true));

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        BucketKey key = BucketKey.compile(config);
        long max = config.integer("max");
        boolean enforce = config.bool("enforce");
        return run -> {
            String bucket = key.text(run);
            boolean admitted = run.countOpen(new PolicyState.Key(config.identity(), bucket), max);
            run.result("limit_connections.bucket_key", bucket);
            run.result("limit_connections.limited", !admitted);
            if (run.isTraced()) {
                run.note(bucket + (admitted ? ": not too many are open" : ": too many are open"));
            }
            return admitted || !enforce ? null : Step.Close.TOO_MANY;
        };
    }
}
