package dev.culvert.events.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Posts JSON to a server and says in words what became of it. Any thread. */
final class HttpPost {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(10);
    private static final int MOST_OF_ANSWER = 64 * 1024;

    /**
     * What is said of this one request (RFC 9110 15.5). The others of 4xx are about who asks, where, and when: a wrong key or
     * path would have every event passed over.
     */
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 415, 422, 431);

    private final HttpClient client;
    private final URI url;
    private final Map<String, String> headers;

    HttpPost(HttpClient client, URI url, Map<String, String> headers) {
        this.client = client;
        this.url = url;
        this.headers = headers;
    }

    /**
     * Posts a body and returns the beginning of the answer, if the server took it (2xx).
     *
     * @param delivered what a failure says was delivered before
     */
    String post(byte[] body, Map<String, String> more, int delivered) throws DeliveryFailure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "culvert")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        HttpResponse<String> answer;
        try {
            answer = send(request.build());
        } catch (HttpTimeoutException e) {
            throw failure("did not answer within " + TIMEOUT.toSeconds() + " seconds", delivered);
        } catch (ConnectException e) {
            throw failure("cannot be reached", delivered);
        } catch (IOException e) {
            throw failure("did not answer: " + reason(e), delivered);
        }
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        String hint = answer.statusCode() / 100 == 3 ? "; write the URL that it redirects to" : "";
        String sentence = url + " answered with status " + answer.statusCode() + hint + ".";
        throw REFUSALS.contains(answer.statusCode())
                ? DeliveryFailure.refusal(sentence, delivered, wish(answer))
                : new DeliveryFailure(sentence, delivered, wish(answer));
    }

    /** A kept connection may be closed by the server just when it is used again, so another one is tried once. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse.BodyHandler<String> beginning = info -> BodySubscribers.limiting(
                BodyHandlers.ofString(StandardCharsets.UTF_8).apply(info), MOST_OF_ANSWER);
        try {
            return client.send(request, beginning);
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            return client.send(request, beginning);
        }
    }

    private DeliveryFailure failure(String what, int delivered) {
        return new DeliveryFailure(url + " " + what + ".", delivered);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** What Retry-After asks for, in seconds; a date counts as no wish. */
    private static Duration wish(HttpResponse<String> answer) {
        try {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_WISH.toSeconds()));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
