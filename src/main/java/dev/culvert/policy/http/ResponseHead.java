package dev.culvert.policy.http;

/**
 * The head of a response: all of it but its body. Interim responses (1xx but 101) do not go through a policy.
 *
 * @param status the status code
 * @param reason the reason phrase; may be empty
 * @param majorVersion of HTTP
 * @param minorVersion of HTTP
 * @param headers its headers
 */
public record ResponseHead(int status, String reason, int majorVersion, int minorVersion, HeaderList headers) {

    /** The same with other headers. */
    public ResponseHead with(HeaderList others) {
        return new ResponseHead(status, reason, majorVersion, minorVersion, others);
    }
}
