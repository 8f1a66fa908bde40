package dev.culvert.policy.action;

import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.Expressions;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.run.Surroundings;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action's configuration while it is compiled, after {@link ConfigCheck} has found nothing wrong with it. Where a field is
 * not there, its declared default is given.
 *
 * @param type the action's declaration
 * @param phase where it stands
 * @param node the action
 * @param identity tells this action from every other one of the policy, and stays the same through edits elsewhere
 * @param expressions compiles what stands in {@code ${…}}
 * @param surroundings what can be looked up
 * @param findings where to say what is wrong
 */
public record Config(
        ActionType type,
        Phase phase,
        ActionNode node,
        String identity,
        Expressions expressions,
        Surroundings surroundings,
        Findings findings) {

    /** The node of a field; null if it is not there, or has no value. */
    public @Nullable Node get(String field) {
        MapNode config = node.config();
        Node value = config == null ? null : config.get(field);
        return value instanceof ScalarNode scalar && scalar.value() == null ? null : value;
    }

    /** Where a field stands, or else the action. */
    public TextRange rangeOf(String field) {
        Node value = get(field);
        return value == null ? node.range() : value.range();
    }

    /** Whether it runs on connections, and not on requests and responses. */
    boolean isOnConnect() {
        return phase == Phase.ON_TCP_CONNECT;
    }

    boolean bool(String field) {
        return Boolean.TRUE.equals(scalar(field));
    }

    long integer(String field) {
        return ((Number) Objects.requireNonNull(scalar(field))).longValue();
    }

    String text(String field) {
        Object otherwise = type.field(field).map(Field::defaultValue).orElse("");
        return get(field) instanceof ScalarNode scalar ? scalar.text() : String.valueOf(otherwise);
    }

    private @Nullable Object scalar(String field) {
        Object otherwise = type.field(field).map(Field::defaultValue).orElse(null);
        return get(field) instanceof ScalarNode scalar ? scalar.value() : otherwise;
    }

    /** A text that may have expressions in it; empty if it is not there, or wrong, which then is a finding. */
    Optional<Template> template(String field) {
        return get(field) instanceof ScalarNode scalar ? template(scalar) : Optional.empty();
    }

    Optional<Template> template(ScalarNode scalar) {
        return Optional.ofNullable(Template.compile(scalar, expressions, findings));
    }

    /** The texts of a list; what is wrong is left out. */
    List<Template> templates(String field) {
        List<Template> templates = new ArrayList<>();
        scalars(field).forEach(s -> template(s).ifPresent(templates::add));
        return templates;
    }

    List<ScalarNode> scalars(String field) {
        return get(field) instanceof ListNode list
                ? list.items().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(ScalarNode.class::cast)
                        .toList()
                : List.of();
    }
}
