package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.culvert.policy.http.NormalPath;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Variables of a request ({@code req.*}); they have values in the HTTP phases. */
final class RequestVariables {

    private static final CelType TEXT = SimpleType.STRING;

    private final List<Variable> all = new ArrayList<>();

    private RequestVariables() {
        all.addAll(new MessageVariables(
                        "req.",
                        "request",
                        s -> s.request() == null ? null : s.request().headers())
                .all());
        add("cookies", MessageVariables.COOKIES, "cookies, by their names", r -> Cookies.ofRequest(r.headers()));
        add("host", TEXT, "host header", r -> MessageVariables.orEmpty(r.headers(), "host"));
        add("method", TEXT, "method, such as GET", RequestHead::method);
        add("version", TEXT, "version of HTTP, HTTP/1.1", r -> "HTTP/" + r.majorVersion() + "." + r.minorVersion());
        add("ts.header_received", SimpleType.TIMESTAMP, "moment of arrival", RequestHead::receivedAt);
        withBody(
                "ts.body_received",
                SimpleType.TIMESTAMP,
                "body's arrival; has no value",
                RequestProgress::bodyReceivedAt,
                null);
        withBody(
                "trailers",
                MessageVariables.HEADERS,
                "trailers; empty",
                progress -> progress.trailers().byName(),
                Map.of());
        url();
        userAgent();
    }

    static List<Variable> all() {
        return new RequestVariables().all;
    }

    private void url() {
        add("url", TEXT, "URL in its normal form", RequestVariables::normal);
        add("url.raw", TEXT, "URL as it was sent", RequestHead::url);
        add("url.scheme", TEXT, "scheme: https if TLS was terminated here, else http", RequestHead::scheme);
        add("url.authority", TEXT, "host, and port if one was named", r -> lower(r.authority()));
        add("url.host", TEXT, "host", r -> lower(host(r.authority())));
        add("url.port", SimpleType.INT, "port; has no value if none was named", r -> port(r.authority()));
        add("url.path", TEXT, "path in its normal form", r -> NormalPath.of(r.path()));
        add("url.raw_path", TEXT, "path as it was sent", RequestHead::path);
        add("url.query", TEXT, "query without the question mark", RequestHead::query);
        add("url.query_params", MessageVariables.HEADERS, "query parameters", r -> QueryParameters.of(r.query()));
        add("url.uri", TEXT, "path and query", r -> withQuery(r, NormalPath.of(r.path())));
        // an http URL has no user information, and a server refuses one that has (RFC 9110 4.2.4)
        add("url.user_password", TEXT, "user information; always empty", r -> "");
    }

    private void userAgent() {
        add("user_agent", TEXT, "user-agent header", r -> MessageVariables.orEmpty(r.headers(), "user-agent"));
        agent("name", TEXT, "name of the browser or program", UserAgent::name);
        agent("version", TEXT, "version of the browser or program", UserAgent::version);
        agent("os", TEXT, "operating system it runs on", UserAgent::os);
        agent("os_version", TEXT, "version of that operating system", UserAgent::osVersion);
        agent("device", TEXT, "device it runs on, where it says so", UserAgent::device);
        agent("url", TEXT, "URL that a bot names", UserAgent::url);
        agent("is_mobile", SimpleType.BOOL, "client being a telephone", UserAgent::isMobile);
        agent("is_tablet", SimpleType.BOOL, "client being a tablet", UserAgent::isTablet);
        agent("is_desktop", SimpleType.BOOL, "client being a desktop computer", UserAgent::isDesktop);
        agent("is_bot", SimpleType.BOOL, "client being a bot that says so", UserAgent::isBot);
    }

    private void agent(String name, CelType type, String help, Function<UserAgent, Object> value) {
        add(
                "user_agent." + name,
                type,
                help,
                r -> value.apply(UserAgent.of(MessageVariables.orEmpty(r.headers(), "user-agent"))));
    }

    private void add(String name, CelType type, String help, Function<RequestHead, @Nullable Object> value) {
        all.add(new Variable("req." + name, type, "The request's " + help, scope -> {
            RequestHead request = scope.request();
            return request == null ? null : value.apply(request);
        }));
    }

    /** What comes behind a body, which no policy waits for: in {@code on_http_response} it may be there. */
    private void withBody(
            String name,
            CelType type,
            String help,
            Function<RequestProgress, @Nullable Object> value,
            @Nullable Object before) {
        all.add(new Variable(
                "req." + name,
                type,
                "The request's " + help + " as long as the body has not come, so always in on_http_request",
                scope -> scope.request() == null
                        ? null
                        : scope.response() == null ? before : value.apply(scope.progress())));
    }

    private static String normal(RequestHead request) {
        return request.scheme() + "://" + lower(request.authority())
                + withQuery(request, NormalPath.of(request.path()));
    }

    private static String withQuery(RequestHead request, String path) {
        int question = request.target().indexOf('?');
        return question < 0 ? path : path + request.target().substring(question);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String host(String authority) {
        int colon = colon(authority);
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static @Nullable Object port(String authority) {
        int colon = colon(authority);
        try {
            return colon < 0 ? null : (Object) Long.parseLong(authority.substring(colon + 1));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The colon before the port; those in an IPv6 address are none. */
    private static int colon(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : -1;
    }
}
