package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.BandwidthLimit;
import org.jspecify.annotations.Nullable;

/** {@code limit-bandwidth}: how fast bytes may flow. */
final class LimitBandwidth implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
            "limit-bandwidth",
            "Limits how fast bytes flow.",
            false,
            Portability.UNKNOWN,
            Field.of("in", FieldType.RATE, "From the client, such as 10MB/s; 0 for no limit"),
            Field.of("out", FieldType.RATE, "To the client, such as 10MB/s; 0 for no limit"),
            Field.of("per", FieldType.TEXT, "Whether each connection has the rate, or all of the endpoint share it")
                    .oneOf("connection", "endpoint")
                    .otherwise("connection"));

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        if (config.get("in") == null && config.get("out") == null) {
            config.findings().error(2234, config.node().range(), "limit-bandwidth needs 'in', 'out' or both.");
            return null;
        }
        var limit = new BandwidthLimit(
                config.identity(),
                rate(config, "in"),
                rate(config, "out"),
                config.text("per").equals("endpoint"));
        if (config.node().reportOnly()) {
            return run -> null;
        }
        return run -> {
            run.limit(limit);
            return null;
        };
    }

    private static long rate(Config config, String field) {
        return config.get(field) == null ? 0 : ByteRate.parse(config.text(field));
    }
}
