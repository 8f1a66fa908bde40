package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.BOOL;
import static dev.culvert.policy.expression.FunctionTable.TEXT;
import static dev.culvert.policy.expression.FunctionTable.TEXTS;
import static dev.culvert.policy.expression.FunctionTable.text;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ngrok's macros of requests and responses. Functions know no variables, so {@code getReqHeader('a')} is written as a function
 * of {@code req.headers}; thereby it counts as reading that variable.
 */
public final class HttpFunctions {

    private static final String HEADER = "@header";
    private static final String HAS_HEADER = "@has_header";
    private static final String COOKIE = "@cookie";
    private static final String HAS_COOKIE = "@has_cookie";
    private static final String VALUES = "@values";
    private static final String HAS_VALUES = "@has_values";

    /** A macro, the function it becomes, and the variable that this is given. */
    private record Form(String macro, String function, String variable) {}

    private static final List<Form> FORMS = List.of(
            new Form("getReqHeader", HEADER, "req.headers"),
            new Form("hasReqHeader", HAS_HEADER, "req.headers"),
            new Form("getReqCookie", COOKIE, "req.cookies"),
            new Form("hasReqCookie", HAS_COOKIE, "req.cookies"),
            new Form("getQueryParam", VALUES, "req.url.query_params"),
            new Form("hasQueryParam", HAS_VALUES, "req.url.query_params"),
            new Form("getResHeader", HEADER, "res.headers"),
            new Form("hasResHeader", HAS_HEADER, "res.headers"),
            new Form("getResCookie", COOKIE, "res.cookies"),
            new Form("hasResCookie", HAS_COOKIE, "res.cookies"));

    private HttpFunctions() {}

    /** Their names, for completion. */
    static List<String> names() {
        return FORMS.stream().map(Form::macro).toList();
    }

    /** The variable that a function reads; empty if it reads none by itself. */
    public static Optional<String> variableOf(String function) {
        return FORMS.stream()
                .filter(f -> f.macro.equals(function))
                .map(Form::variable)
                .findFirst();
    }

    static List<CelMacro> macros() {
        return FORMS.stream().map(HttpFunctions::macro).toList();
    }

    @SuppressWarnings("Immutable") // a record of texts
    private static CelMacro macro(Form form) {
        return CelMacro.newGlobalMacro(form.macro, 1, (factory, target, arguments) -> {
            CelExpr variable = factory.newIdentifier(form.variable);
            return Optional.of(factory.newGlobalCall(form.function, List.of(variable, arguments.get(0))));
        });
    }

    static void addTo(FunctionTable table) {
        CelType lists = MapType.create(TEXT, TEXTS);
        CelType cookie = MapType.create(TEXT, SimpleType.DYN);
        CelType cookies = MessageVariables.COOKIES;
        add(table, HEADER, TEXTS, lists, (map, key) -> values(map, key.toLowerCase(Locale.ROOT)));
        add(table, HAS_HEADER, BOOL, lists, (map, key) -> map.containsKey(key.toLowerCase(Locale.ROOT)));
        add(table, VALUES, TEXTS, lists, HttpFunctions::values);
        add(table, HAS_VALUES, BOOL, lists, Map::containsKey);
        add(table, COOKIE, cookie, cookies, (map, key) -> {
            List<?> all = values(map, key);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("there is no cookie '" + key + "'");
            }
            return all.getFirst();
        });
        add(table, HAS_COOKIE, BOOL, cookies, Map::containsKey);
    }

    private interface Body {
        Object apply(Map<?, ?> map, String key);
    }

    private static void add(FunctionTable table, String name, CelType result, CelType of, Body body) {
        table.add(
                name,
                Overload.global(
                        name.substring(1) + "_of_map",
                        result,
                        List.of(of, TEXT),
                        a -> body.apply((Map<?, ?>) a[0], text(a, 1))));
    }

    private static List<?> values(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }
}
