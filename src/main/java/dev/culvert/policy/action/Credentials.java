package dev.culvert.policy.action;

import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.run.PhaseRun;
import dev.culvert.policy.text.TextRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and passwords of {@code basic-auth}, written or computed, and what a request brings. */
final class Credentials {

    private static final String SCHEME = "basic ";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private final List<byte[]> written;
    private final List<Template> computed;

    private Credentials(List<byte[]> written, List<Template> computed) {
        this.written = List.copyOf(written);
        this.computed = List.copyOf(computed);
    }

    /**
     * What a request brings.
     *
     * @param user the name
     * @param pair name and password, a colon between them
     */
    record Presented(String user, String pair) {}

    static Credentials compile(Config config) {
        List<byte[]> written = new ArrayList<>();
        List<Template> computed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ScalarNode item : config.scalars("credentials")) {
            Template template = config.template(item).orElse(null);
            if (template == null) {
                continue;
            }
            if (!template.isConstant()) {
                computed.add(template);
            } else if (look(item.text(), item.range(), config)) {
                written.add(item.text().getBytes(StandardCharsets.UTF_8));
                if (!seen.add(item.text())) {
                    config.findings().error(2231, item.range(), "This pair stands here twice; remove one.");
                }
            }
        }
        return new Credentials(written, computed);
    }

    private static boolean look(String pair, TextRange range, Config config) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
            config.findings().error(2204, range, "Write a name, a colon and a password, such as alice:correct-horse.");
            return false;
        }
        String password = pair.substring(colon + 1);
        if (hasControls(pair.substring(0, colon))) {
            config.findings().error(2257, range, "A user name has no control characters in it (RFC 7617 2.1).");
        } else if (hasControls(password)) {
            config.findings().error(2258, range, "A password has no control characters in it (RFC 7617 2.1).");
        } else if (password.length() < SHORTEST) {
            config.findings()
                    .error(
                            2237,
                            range,
                            "The password is too short; it must have " + SHORTEST + " characters at least.");
        } else if (password.length() > LONGEST) {
            config.findings()
                    .error(2221, range, "The password is too long; it may have " + LONGEST + " characters at most.");
        } else {
            return true;
        }
        return false;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** What a request brings; null if it brings nothing, or something else. */
    static @Nullable Presented of(HeaderList headers) {
        List<String> values = headers.all("authorization");
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(values.getFirst().substring(SCHEME.length()).strip());
            String pair = new String(bytes, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : new Presented(pair.substring(0, colon), pair);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether these are among them. All are compared, and each to its end, so that the time tells nothing. */
    boolean have(Presented presented, PhaseRun run) throws ExpressionFailure {
        byte[] pair = presented.pair().getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] known : written) {
            found |= MessageDigest.isEqual(known, pair);
        }
        for (Template template : computed) {
            String known = template.text(run);
            int colon = known.indexOf(':');
            if (colon < 0 || known.length() == colon + 1) {
                throw new ExpressionFailure(
                        "ERR_NGROK_2204", template.range(), "What is computed here is no name, colon and password.");
            }
            found |= MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), pair);
        }
        return found;
    }
}
