package dev.culvert.policy.expression;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;

/**
 * One way to call a function: {@code f(x)} or {@code x.f()}.
 *
 * @param declaration its types, for the compiler
 * @param binding its code, for the runtime
 */
record Overload(CelOverloadDecl declaration, CelFunctionBinding binding) {

    private static final int LONGEST = 1 << 20;

    static final CelType ANY = TypeParamType.create("T");

    /** What a function does; it may throw anything, which fails the expression. */
    interface Body {
        Object apply(Object[] arguments) throws Exception;
    }

    static Overload global(String id, CelType result, List<CelType> parameters, Body body) {
        return new Overload(CelOverloadDecl.newGlobalOverload(id, result, parameters), binding(id, parameters, body));
    }

    static Overload member(String id, CelType result, List<CelType> parameters, Body body) {
        return new Overload(CelOverloadDecl.newMemberOverload(id, result, parameters), binding(id, parameters, body));
    }

    @SuppressWarnings("Immutable") // the bodies are lambdas that hold nothing
    private static CelFunctionBinding binding(String id, List<CelType> parameters, Body body) {
        List<Class<?>> classes =
                parameters.stream().<Class<?>>map(Overload::classOf).toList();
        return CelFunctionBinding.from(id, classes, arguments -> {
            try {
                Object result = body.apply(arguments);
                if (result instanceof String text && text.length() > LONGEST) {
                    throw new IllegalArgumentException("the text is longer than 1 MiB");
                }
                return result;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    private static Class<?> classOf(CelType type) {
        return switch (type.kind()) {
            case STRING -> String.class;
            case INT -> Long.class;
            case DOUBLE -> Double.class;
            case BOOL -> Boolean.class;
            case BYTES -> CelByteString.class;
            case LIST -> List.class;
            case MAP -> Map.class;
            default -> Object.class;
        };
    }
}
