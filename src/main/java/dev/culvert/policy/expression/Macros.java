package dev.culvert.policy.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CEL's macros, with a {@code has} that knows variables with dots in their names, and {@code sortBy}. */
final class Macros {

    private Macros() {}

    static List<CelStandardMacro> standard() {
        return List.of(
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER,
                CelStandardMacro.MAP,
                CelStandardMacro.MAP_FILTER);
    }

    @SuppressWarnings("Immutable") // the set is a copy that nobody changes
    static CelMacro has(Set<String> questions) {
        return CelMacro.newGlobalMacro("has", 1, (factory, target, arguments) -> {
            CelExpr argument = arguments.get(0);
            String question = Variables.HAS + path(argument);
            if (questions.contains(question)) {
                return Optional.of(factory.newIdentifier(question));
            }
            if (argument.exprKind().getKind() != CelExpr.ExprKind.Kind.SELECT) {
                return Optional.of(factory.reportError("has() wants a field, such as has(vars.name)"));
            }
            CelExpr.CelSelect select = argument.select();
            return Optional.of(factory.newSelect(select.operand(), select.field(), true));
        });
    }

    static CelMacro sortBy() {
        return CelMacro.newReceiverMacro(
                "sortBy",
                2,
                (factory, target, arguments) -> CelStandardMacro.MAP
                        .getDefinition()
                        .getExpander()
                        .expandMacro(factory, target, arguments)
                        .map(keys -> factory.newGlobalCall(ListFunctions.SORT_BY_KEYS, List.of(target, keys))));
    }

    private static @Nullable String path(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT -> {
                String operand = path(expression.select().operand());
                yield operand == null
                        ? null
                        : operand + "." + expression.select().field();
            }
            default -> null;
        };
    }
}
