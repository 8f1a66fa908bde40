package dev.culvert.model.event;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An HTTP server that is sent each event by POST, signed as the Standard Webhooks specification says
 * (standardwebhooks.com).
 *
 * @param url where
 * @param secret what it is signed with: {@code whsec_} and 24 to 64 bytes in Base64
 * @param headers further headers
 */
public record WebhookTarget(String url, String secret, Map<String, String> headers) implements EventTarget {

    /** What every secret begins with. */
    public static final String SECRET_PREFIX = "whsec_";

    private static final String SECRET = "secret";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int MADE = 32;

    /** Copies the headers. */
    public WebhookTarget {
        headers = Map.copyOf(headers);
    }

    static WebhookTarget read(TargetSettings settings) {
        String secret = settings.required(SECRET, "Write whsec_ and 24 to 64 random bytes in Base64.");
        if (!secret.isEmpty() && !isKey(secret)) {
            settings.refuse(SECRET, "This is no secret; write whsec_ and 24 to 64 random bytes in Base64.");
        }
        return new WebhookTarget(
                HttpPlace.url(settings, "https://example.com/culvert"), secret, HttpPlace.headers(settings));
    }

    /** A secret for who has none: nobody can guess it. */
    public static String newSecret() {
        byte[] random = new byte[MADE];
        new SecureRandom().nextBytes(random);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(random);
    }

    private static boolean isKey(String secret) {
        try {
            int length = secret.startsWith(SECRET_PREFIX) ? key(secret).length : 0;
            return length >= SHORTEST && length <= LONGEST;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    }

    /** The bytes of the secret. */
    public byte[] key() {
        return key(secret);
    }

    @Override
    public TargetKind kind() {
        return TargetKind.WEBHOOK;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("url", url);
        settings.put(SECRET, secret);
        headers.forEach((name, value) -> settings.put("headers." + name, value));
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET, "headers");
    }

    /** Where; never the secret, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "webhook " + url;
    }
}
