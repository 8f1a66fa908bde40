package dev.culvert.policy.action;

import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.Expression;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.run.PhaseRun;
import java.util.ArrayList;
import java.util.List;

/**
 * What connections are counted by. ngrok writes bare expressions here, {@code conn.client_ip}; {@code ${conn.client_ip}} is
 * understood too.
 */
final class BucketKey {

    private final List<Object> parts;

    private BucketKey(List<Object> parts) {
        this.parts = List.copyOf(parts);
    }

    static BucketKey compile(Config config) {
        List<Object> parts = new ArrayList<>();
        for (ScalarNode item : config.scalars("bucket_key")) {
            if (item.text().contains("${")) {
                config.template(item).ifPresent(parts::add);
            } else {
                Expression expression = config.expressions().value(item, config.findings());
                if (expression != null) {
                    parts.add(expression);
                }
            }
        }
        return new BucketKey(parts);
    }

    String text(PhaseRun run) throws ExpressionFailure {
        if (parts.size() == 1) {
            return text(parts.getFirst(), run);
        }
        var text = new StringBuilder();
        for (Object part : parts) {
            text.append(text.isEmpty() ? "" : " ").append(text(part, run));
        }
        return text.toString();
    }

    private static String text(Object part, PhaseRun run) throws ExpressionFailure {
        return part instanceof Expression expression
                ? Values.text(expression.evaluate(run))
                : ((Template) part).text(run);
    }
}
