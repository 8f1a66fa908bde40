package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.Outcome;
import dev.culvert.policy.run.Step;
import org.jspecify.annotations.Nullable;

/** {@code deny} and {@code close-connection}: the end. */
final class Deny implements ActionDeclaration {

    private static final ActionType DENY = ActionType.onTcp(
                    "deny",
                    "Refuses the connection; answers a request with a status and no body.",
                    true,
                    Portability.SAME,
                    Field.of("status_code", FieldType.INTEGER, "The status of the answer; for HTTP only")
                            .otherwise(403L)
                            .between(400, 599))
            .in(Phase.ON_HTTP_REQUEST);
    private static final ActionType CLOSE = ActionType.onTcp(
                    "close-connection", "Closes the connection at once.", true, Portability.SAME)
            .in(Phase.ON_HTTP_REQUEST);

    private final ActionType type;

    private Deny(ActionType type) {
        this.type = type;
    }

    static Deny deny() {
        return new Deny(DENY);
    }

    static Deny close() {
        return new Deny(CLOSE);
    }

    @Override
    public ActionType type() {
        return type;
    }

    @Override
    public @Nullable Action compile(Config config) {
        if (!config.isOnConnect() && type.equals(DENY)) {
            Outcome answer = new Outcome.Answer(HttpAnswer.of(Math.toIntExact(config.integer("status_code"))));
            return run -> answer;
        }
        Node status = config.get("status_code");
        if (status != null) {
            config.findings()
                    .warning("ERR_NGROK_2203", status.range(), "'status_code' has no meaning for a TCP connection.");
        }
        return run -> Step.Close.DENIED;
    }
}
