package dev.culvert.policy.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The functions beyond CEL's own, as they are gathered. */
final class FunctionTable {

    static final CelType TEXT = SimpleType.STRING;
    static final CelType INT = SimpleType.INT;
    static final CelType BOOL = SimpleType.BOOL;
    static final CelType DYN = SimpleType.DYN;
    static final CelType TEXTS = ListType.create(SimpleType.STRING);
    static final CelType LIST = ListType.create(Overload.ANY);
    static final CelType MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private final List<CelFunctionDecl> declarations = new ArrayList<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    void add(String name, Overload... overloads) {
        declarations.add(CelFunctionDecl.newFunctionDeclaration(
                name, Arrays.stream(overloads).map(Overload::declaration).toList()));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                name, Arrays.stream(overloads).map(Overload::binding).toList()));
    }

    /** A function of a text, written {@code s.name()}. */
    void onText(String name, CelType result, Overload.Body body) {
        add(name, Overload.member(name + "_text", result, List.of(TEXT), body));
    }

    /** A function of a text, written {@code name(s)}. */
    void ofText(String name, CelType result, Overload.Body body) {
        add(name, Overload.global(name.replace('.', '_') + "_of_text", result, List.of(TEXT), body));
    }

    List<CelFunctionDecl> declarations() {
        return declarations;
    }

    List<CelFunctionBinding> bindings() {
        return bindings;
    }

    static String text(Object[] arguments, int index) {
        return (String) arguments[index];
    }

    static int number(Object[] arguments, int index) {
        return Math.toIntExact((Long) arguments[index]);
    }

    static List<?> list(Object[] arguments, int index) {
        return (List<?>) arguments[index];
    }

    /** Every function there is. */
    static FunctionTable all() {
        var table = new FunctionTable();
        IpFunctions.addTo(table);
        TextFunctions.addTo(table);
        EncodingFunctions.addTo(table);
        HashFunctions.addTo(table);
        ListFunctions.addTo(table);
        RandomFunctions.addTo(table);
        HttpFunctions.addTo(table);
        return table;
    }
}
