package dev.culvert.policy.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.stream.Collectors;

/** CEL's types in CEL's words. */
final class TypeNames {

    private TypeNames() {}

    static String of(CelType type) {
        if (type.kind() == CelKind.TIMESTAMP) {
            return "timestamp";
        }
        if (type.kind() == CelKind.DURATION) {
            return "duration";
        }
        return type.parameters().isEmpty()
                ? type.name()
                : type.parameters().stream()
                        .map(TypeNames::of)
                        .collect(Collectors.joining(", ", type.name() + "(", ")"));
    }
}
