package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.run.Action;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code log}: writes something into the connection's record. */
final class Log implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
                    "log",
                    "Adds metadata to the event of the connection or the request.",
                    false,
                    Portability.SAME,
                    Field.of("metadata", FieldType.MAP, "Names and values to record")
                            .mandatory()
                            .withExpressions())
            .in(Phase.ON_HTTP_REQUEST, Phase.ON_HTTP_RESPONSE);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        ComputedValue metadata =
                config.get("metadata") instanceof MapNode map ? ComputedValue.compile(map, config) : null;
        return metadata == null
                ? null
                : run -> {
                    Map<String, Object> values = metadata.map(run);
                    run.log(values);
                    run.result("log.metadata", values);
                    if (run.isTraced()) {
                        run.note("logs " + values);
                    }
                    return null;
                };
    }
}
