package dev.culvert.cli;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestText;
import dev.culvert.policy.http.ResponseHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that describe an HTTP request which is only thought of, and the response to it. */
final class RequestOptions {

    @Option(
            names = "--request-url",
            paramLabel = "URL",
            converter = Url.class,
            description = "Also tries an HTTP request for this URL, such as http://example.com/admin, or only /admin.")
    private @Nullable String url;

    @Option(
            names = "--request-method",
            paramLabel = "METHOD",
            defaultValue = "GET",
            converter = Method.class,
            description = "The request's method. Default: ${DEFAULT-VALUE}.")
    private String method = "GET";

    @Option(
            names = "--request-header",
            paramLabel = "NAME:VALUE",
            converter = Header.class,
            description = "A header of the request, such as 'accept: text/html'; may be given several times.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--response-status",
            paramLabel = "STATUS",
            converter = Status.class,
            description = "What the upstream answers, for on_http_response. Default: 200.")
    private String status = "";

    @Option(
            names = "--response-header",
            paramLabel = "NAME:VALUE",
            converter = Header.class,
            description = "A header of that response; may be given several times.")
    private List<String> responseHeaders = new ArrayList<>();

    /** The response to it. */
    ResponseHead response() {
        return RequestText.response(status, RequestText.headers(responseHeaders));
    }

    /** The request; empty if none is thought of. */
    Optional<RequestHead> request(Facts facts, boolean isSecure) {
        String wanted = url;
        return wanted == null
                ? Optional.empty()
                : Optional.of(RequestText.request(
                        method,
                        wanted,
                        RequestText.headers(headers),
                        facts.endpoint().addr(),
                        isSecure,
                        facts.start()));
    }

    private static String checked(String text, Consumer<String> check) {
        try {
            check.accept(text);
            return text;
        } catch (InvalidValue e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads a URL, or a path. */
    static final class Url implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(
                    text, t -> RequestText.request("GET", t, HeaderList.EMPTY, "localhost", false, Instant.EPOCH));
        }
    }

    /** Reads a method. */
    static final class Method implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, RequestText::method);
        }
    }

    /** Reads a status. */
    static final class Status implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, t -> RequestText.response(t, HeaderList.EMPTY));
        }
    }

    /** Reads a header. */
    static final class Header implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return checked(text, t -> RequestText.headers(List.of(t)));
        }
    }
}
