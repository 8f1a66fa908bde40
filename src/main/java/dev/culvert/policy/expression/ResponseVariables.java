package dev.culvert.policy.expression;

import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Variables of a response ({@code res.*}); they have values in {@code on_http_response}. */
final class ResponseVariables {

    private ResponseVariables() {}

    static List<Variable> all() {
        List<Variable> all = new ArrayList<>(new MessageVariables(
                        "res.",
                        "response",
                        s -> s.response() == null ? null : s.response().headers())
                .all());
        all.add(new Variable(
                "res.status_code",
                SimpleType.INT,
                "The response's status, such as 404",
                s -> s.response() == null ? null : (Object) (long) s.response().status()));
        all.add(new Variable(
                "res.cookies",
                MessageVariables.COOKIES,
                "The response's cookies, by their names",
                s -> s.response() == null
                        ? null
                        : Cookies.ofResponse(s.response().headers())));
        all.add(new Variable(
                "res.trailers",
                MessageVariables.HEADERS,
                "The response's trailers; always empty, since no policy waits for the body",
                s -> s.response() == null ? null : Map.of()));
        return all;
    }
}
