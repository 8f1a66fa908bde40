package dev.culvert.api;

import dev.culvert.gateway.NotFound;
import dev.culvert.gateway.Rejection;
import java.util.function.Supplier;

/** Errors as ngrok's agent gives them: a code that is a number, and in {@code details.err} the error behind it. */
final class AgentFailure {

    static final String NO_SUCH = "100";
    static final String WRONG = "102";
    static final String NOT_STARTED = "103";

    private AgentFailure() {}

    /** An answer whose errors are an agent's. */
    static Answer told(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (Rejection e) {
            throw of(ApiError.rejected(e.problems()));
        } catch (NotFound e) {
            throw ApiError.of(404, NO_SUCH, String.valueOf(e.getMessage()));
        } catch (ApiError e) {
            throw e.status() == 400 ? of(e) : e;
        }
    }

    private static ApiError of(ApiError error) {
        String code = error.code().matches("\\d+") ? "" : " " + error.code();
        return error.wrapped(
                400, WRONG, "invalid endpoint configuration: " + error.getMessage(), error.getMessage() + code);
    }

    /** Nothing has that name. */
    static ApiError noSuch(String name) {
        return ApiError.of(404, NO_SUCH, "There is no endpoint with the name '" + name + "'.");
    }

    /** It could not be opened, in the system's words. */
    static ApiError notStarted(String why) {
        String message = "failed to start the endpoint: " + why;
        return ApiError.of(502, NOT_STARTED, message).wrapped(502, NOT_STARTED, message, why);
    }
}
