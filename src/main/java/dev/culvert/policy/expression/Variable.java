package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A variable of the policy language.
 *
 * @param name its full name, {@code conn.client_ip}
 * @param type its type
 * @param help what it is, in a line
 * @param value where it comes from; gives null while it has no value
 */
public record Variable(String name, CelType type, String help, Function<Scope, @Nullable Object> value) {

    /** Its type's name, as CEL writes it: {@code string}, {@code list(string)}. */
    public String typeName() {
        return TypeNames.of(type);
    }
}
