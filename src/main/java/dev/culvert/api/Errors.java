package dev.culvert.api;

import dev.culvert.gateway.InUse;
import dev.culvert.gateway.NotFound;
import dev.culvert.gateway.Rejection;
import dev.culvert.model.FieldProblem;
import dev.culvert.store.StoreException;
import io.helidon.http.RequestException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns whatever went wrong into ngrok's error envelope. What the caller need not know goes to the log instead. */
final class Errors {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    static Answer answer(Throwable problem, String operation) {
        ApiError error = error(problem, operation);
        return new Answer(error.status(), envelope(error, operation), error.headers());
    }

    private static ApiError error(Throwable problem, String operation) {
        return switch (problem) {
            case ApiError error -> error;
            case Rejection rejection -> ApiError.rejected(rejection.problems());
            case NotFound notFound -> ApiError.notFound(String.valueOf(notFound.getMessage()));
            case InUse used -> ApiError.own(409, String.valueOf(used.getMessage()));
            case RequestException broken -> Unrouted.error(broken.status());
            case RejectedExecutionException stopping -> ApiError.own(503, "Culvert is stopping; nothing was changed.");
            case StoreException store -> {
                log.error("{}: {}", operation, store.getMessage(), store);
                yield ApiError.own(500, String.valueOf(store.getMessage()));
            }
            default -> {
                log.error("{} failed", operation, problem);
                yield ApiError.own(500, "Something went wrong inside Culvert; its log has the details under this id.");
            }
        };
    }

    static ObjectNode envelope(ApiError error, String operation) {
        ObjectNode body = Json.object();
        if (error.code().matches("\\d+")) {
            body.put("error_code", Integer.parseInt(error.code()));
        } else {
            body.put("error_code", error.code());
        }
        body.put("status_code", error.status());
        body.put("msg", error.getMessage());
        ObjectNode details = body.putObject("details");
        details.put("operation_id", operation);
        Json.putText(details, "err", error.behind());
        if (!error.problems().isEmpty()) {
            details.put("field", error.problems().getFirst().field());
        }
        if (error.problems().size() > 1) {
            ArrayNode errors = details.putArray("errors");
            for (FieldProblem problem : error.problems()) {
                errors.addObject()
                        .put("field", problem.field())
                        .put("code", problem.code())
                        .put("message", problem.message());
            }
        }
        return body;
    }
}
