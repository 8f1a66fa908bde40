package dev.culvert.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whether a request may come in at all: by the name it calls this API, and by the key that it shows. */
final class Gate {

    private static final String SCHEME = "bearer ";
    private static final HeaderName VERSION = HeaderNames.create("ngrok-version");
    private static final String KNOWN_VERSION = "2";

    private final Predicate<String> ownHost;
    private final ApiKey key;

    Gate(Predicate<String> ownHost, ApiKey key) {
        this.ownHost = ownHost;
        this.key = key;
    }

    /**
     * Refuses requests that a web page sends by giving its own name this machine's address (DNS rebinding): their Host
     * header has a foreign name.
     */
    void checkHost(ServerRequest request) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (!ownHost.test(name(host))) {
            throw ApiError.own(
                    403,
                    "The Host header '" + host + "' is not a name of this API; call it as localhost or by the address "
                            + "that --api-addr gave it.");
        }
    }

    /** Refuses requests without the key. */
    void checkKey(ServerRequest request) {
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        if (header.isEmpty() || header.get().isBlank()) {
            throw ApiError.of(
                            401,
                            "ERR_NGROK_200",
                            "The API key is missing; send the header Authorization: Bearer KEY with the key from "
                                    + key.file().getFileName() + " in Culvert's data directory.")
                    .with("WWW-Authenticate", "Bearer");
        }
        String text = header.get().strip();
        if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw ApiError.of(
                            401,
                            "ERR_NGROK_201",
                            "The Authorization header is not of the form Bearer KEY; write it so.")
                    .with("WWW-Authenticate", "Bearer");
        }
        if (!key.matches(text.substring(SCHEME.length()).strip())) {
            throw ApiError.of(
                    403,
                    "ERR_NGROK_206",
                    "This is not the API key of this Culvert; take the one from "
                            + key.file().getFileName() + " in its data directory.");
        }
    }

    /** Refuses a request for shapes of another time. Without the header it is for the ones there are. */
    void checkVersion(ServerRequest request) {
        String version = request.headers().first(VERSION).orElse(KNOWN_VERSION).strip();
        if (!version.equals(KNOWN_VERSION)) {
            throw ApiError.of(
                    400,
                    "ERR_NGROK_217",
                    "The header Ngrok-Version says '" + version + "'; send " + KNOWN_VERSION + ", or leave it out.");
        }
    }

    /** A Host header without its port and brackets. */
    private static String name(String header) {
        String host = header.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
