package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.Outcome;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code restrict-ips}: only clients of some networks come in. */
final class RestrictIps implements ActionDeclaration {

    private static final Pattern POLICY_ID = Pattern.compile("ipp_[a-zA-Z0-9]+");
    private static final ActionType TYPE = ActionType.onTcp(
                    "restrict-ips",
                    "Lets a client in if it is of an allowed network and of no denied one; else closes, or answers 403.",
                    false,
                    Portability.SAME,
                    Field.of("enforce", FieldType.BOOLEAN, "false only records what would happen")
                            .otherwise(true),
                    Field.of("allow", FieldType.TEXTS, "Networks that may come in, such as 203.0.113.0/24")
                            .withExpressions(),
                    Field.of("deny", FieldType.TEXTS, "Networks that may not come in, even if allowed")
                            .withExpressions(),
                    Field.of("ip_policies", FieldType.TEXTS, "Ids of IP policies whose rules count too, ipp_…"))
            .in(Phase.ON_HTTP_REQUEST, Phase.ON_HTTP_RESPONSE);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        NetworkList allow = NetworkList.compile(config, "allow");
        NetworkList deny = NetworkList.compile(config, "deny");
        List<String> policies = new ArrayList<>();
        for (ScalarNode id : config.scalars("ip_policies")) {
            if (!POLICY_ID.matcher(id.text()).matches()
                    || config.surroundings().ipPolicies().find(id.text()).isEmpty()) {
                config.findings()
                        .error(
                                2216,
                                id.range(),
                                "There is no IP policy '" + id.text() + "'; write the id of one, ipp_….");
            } else {
                policies.add(id.text());
            }
        }
        if (config.scalars("allow").isEmpty() && config.scalars("ip_policies").isEmpty() && config.bool("enforce")) {
            admitsNobody(config);
        }
        Outcome refusal = config.isOnConnect() ? Step.Close.DENIED : new Outcome.Answer(HttpAnswer.of(403));
        return new IpRestriction(allow, deny, policies, config.bool("enforce"), refusal);
    }

    private static void admitsNobody(Config config) {
        Node deny = config.get("deny");
        boolean only = deny instanceof ListNode list && !list.items().isEmpty();
        String message = "Only what 'allow' names comes in, so this refuses everybody; allow 0.0.0.0/0 and ::/0"
                + (only ? " to refuse only what 'deny' names." : ", or use deny if that is meant.");
        QuickFix fix =
                config.get("allow") == null && deny != null && config.node().config() != null
                        ? new QuickFix(
                                "Allow every other address",
                                TextEdit.insert(
                                        denyKey(config).range().start(), "allow: [0.0.0.0/0, \"::/0\"]" + gap(config)))
                        : null;
        config.findings().add(Severity.WARNING, "ERR_NGROK_393", config.node().range(), message, fix);
    }

    private static ScalarNode denyKey(Config config) {
        return Objects.requireNonNull(config.node().config()).entries().stream()
                .filter(e -> e.name().equals("deny"))
                .findFirst()
                .orElseThrow()
                .key();
    }

    /** What parts two entries of this map: a new line with the same indentation, or a comma. */
    private static String gap(Config config) {
        var map = Objects.requireNonNull(config.node().config());
        boolean block =
                map.range().start() == map.entries().getFirst().key().range().start();
        return block ? "\n" + " ".repeat(denyKey(config).range().column() - 1) : ", ";
    }
}
