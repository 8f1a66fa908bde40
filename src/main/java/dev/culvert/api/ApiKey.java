package dev.culvert.api;

import dev.culvert.store.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that callers of the API must show. It is made when a data directory is first used and stays the same until it
 * is renewed. Any thread may use it.
 */
public final class ApiKey {

    private static final String FILE_NAME = "api.key";
    private static final int BYTES = 32;

    private final Path file;
    private volatile String value;

    private ApiKey(Path file, String value) {
        this.file = file;
        this.value = value;
    }

    /**
     * The key of a data directory, made if there is none yet. Waits for the disk.
     *
     * @throws ApiFailure if the file cannot be read or written, or holds something else than a key
     */
    public static ApiKey in(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE_NAME);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(dataDirectory);
                String unused = make(file);
            }
            OwnerOnly.restrict(file);
            return new ApiKey(
                    file,
                    checked(
                            file,
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip()));
        } catch (IOException e) {
            throw new ApiFailure(
                    "The API key file " + file + " cannot be read or written (" + e.getMessage()
                            + "); see that you own it and its folder.",
                    e);
        }
    }

    /**
     * Makes another key, which counts from now on in place of this one, and answers it. Waits for the disk.
     *
     * @throws ApiFailure if it cannot be written; then the one before still counts
     */
    public synchronized String renew() {
        try {
            String next = make(file);
            value = next;
            return next;
        } catch (IOException e) {
            throw new ApiFailure(
                    "The API key file " + file + " cannot be written (" + e.getMessage()
                            + "), so the key stays as it was; see that you own it and its folder.",
                    e);
        }
    }

    private static String make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        OwnerOnly.write(file, key + "\n");
        return key;
    }

    private static String checked(Path file, String key) {
        try {
            if (Base64.getUrlDecoder().decode(key).length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // answered below, as a key of another length
        }
        throw new ApiFailure("The API key file " + file
                + " is empty or damaged; delete it, and Culvert makes another key when it starts.");
    }

    /** The key itself, in characters that fit into a header. */
    public String value() {
        return value;
    }

    /** The file that keeps it. */
    public Path file() {
        return file;
    }

    /** Whether the text is this key; takes the same time however much of it is right. */
    boolean matches(String text) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where it is kept; never the key, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "API key in " + file;
    }
}
