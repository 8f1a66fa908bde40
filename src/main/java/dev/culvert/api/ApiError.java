package dev.culvert.api;

import dev.culvert.model.FieldProblem;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request that is answered with an error: everything the envelope needs but the operation's id. */
final class ApiError extends RuntimeException {

    /** What Culvert's own codes begin with, where ngrok has none: the HTTP status follows. */
    private static final String OWN_CODE = "ERR_CULVERT_";

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<FieldProblem> problems;
    private final transient Map<String, String> headers;
    private final String behind;

    private ApiError(
            int status,
            String code,
            String message,
            List<FieldProblem> problems,
            Map<String, String> headers,
            String behind) {
        super(message);
        this.behind = behind;
        this.status = status;
        this.code = code;
        this.problems = problems;
        this.headers = headers;
    }

    /** An error for which ngrok has a code. */
    static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, List.of(), Map.of(), "");
    }

    /** An error for which ngrok has none. */
    static ApiError own(int status, String message) {
        return of(status, OWN_CODE + status, message);
    }

    /** Fields or parameters that are wrong, at least one; the first gives the code. */
    static ApiError rejected(List<FieldProblem> problems) {
        FieldProblem first = problems.getFirst();
        return new ApiError(400, first.code(), first.field() + ": " + first.message(), problems, Map.of(), "");
    }

    /** One field or parameter that is wrong. */
    static ApiError rejected(String field, String code, String message) {
        return rejected(List.of(new FieldProblem(field, code, message)));
    }

    /** Nothing has that id. */
    static ApiError notFound(String message) {
        return of(404, "ERR_NGROK_222", message);
    }

    /** The same problems in another error, which tells this one. */
    ApiError wrapped(int newStatus, String newCode, String message, String error) {
        return new ApiError(newStatus, newCode, message, problems, headers, error);
    }

    /** The same error with a header in its response. */
    ApiError with(String header, String value) {
        return new ApiError(status, code, getMessage(), problems, Map.of(header, value), behind);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    /** The error that this one tells of; empty for none. */
    String behind() {
        return behind;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
