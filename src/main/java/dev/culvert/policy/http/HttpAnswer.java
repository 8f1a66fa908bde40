package dev.culvert.policy.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A whole response that a policy gives. {@code content-length} is not among its headers: who sends it knows the body. If
 * {@code connection: close} is, the connection ends after it.
 *
 * @param status the status code
 * @param headers its headers
 * @param body its body, which nobody may change; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // made once and sent many times, so it is not copied
public record HttpAnswer(int status, HeaderList headers, byte[] body) {

    /** One without a body. */
    public static HttpAnswer of(int status) {
        return new HttpAnswer(status, HeaderList.EMPTY, new byte[0]);
    }

    /** The same with other headers. */
    public HttpAnswer with(HeaderList others) {
        return new HttpAnswer(status, others, body);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpAnswer answer
                && status == answer.status
                && headers.equals(answer.headers)
                && Arrays.equals(body, answer.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * status + headers.hashCode()) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes, " + headers;
    }
}
