package dev.culvert.policy.action;

import dev.culvert.model.EndpointUrl;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.Step;
import org.jspecify.annotations.Nullable;

/** {@code forward-internal}: hands the connection to an internal endpoint. */
final class ForwardInternal implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
                    "forward-internal",
                    "Hands the connection or the request to an internal endpoint, whose own policy runs too.",
                    true,
                    Portability.SAME,
                    Field.of("url", FieldType.TEXT, "The internal endpoint, tcp://name.internal:port")
                            .mandatory()
                            .withExpressions(),
                    Field.of("on_error", FieldType.TEXT, "What happens if that fails")
                            .oneOf("halt", "continue")
                            .otherwise("halt"))
            .in(Phase.ON_HTTP_REQUEST);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public boolean isFinal(Config config) {
        return !continues(config);
    }

    private static boolean continues(Config config) {
        return config.text("on_error").equals("continue");
    }

    @Override
    public @Nullable Action compile(Config config) {
        Template url = config.template("url").orElse(null);
        if (url == null) {
            return null;
        }
        boolean continues = continues(config);
        if (!url.isConstant()) {
            return run -> {
                try {
                    return new Step.ForwardInternal(internal(url.text(run)), continues);
                } catch (InvalidValue e) {
                    throw new ExpressionFailure(e.code(), url.range(), e.getMessage());
                }
            };
        }
        try {
            Step step = new Step.ForwardInternal(internal(url.constant()), continues);
            return run -> step;
        } catch (InvalidValue e) {
            config.findings().error(2226, config.rangeOf("url"), e.getMessage());
            return null;
        }
    }

    private static String internal(String text) {
        EndpointUrl url = EndpointUrl.parse(text);
        if (!url.host().endsWith(".internal")) {
            throw new InvalidValue(
                    "ERR_NGROK_2226",
                    "'" + text + "' is no internal endpoint; its host must end in .internal, such as db.internal.");
        }
        if (url.host().indexOf('*') >= 0) {
            throw new InvalidValue(
                    "ERR_NGROK_2226", "'" + text + "' stands for many names; write one of them, such as db.internal.");
        }
        return url.toString();
    }
}
