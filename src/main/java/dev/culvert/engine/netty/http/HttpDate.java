package dev.culvert.engine.netty.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as headers write it (RFC 9110 5.6.7), written once a second. Any thread. */
final class HttpDate {

    private record Written(long second, String text) {}

    // the JDK's own form of RFC 1123 writes one digit for the first nine days
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static volatile Written latest = new Written(Long.MIN_VALUE, "");

    private HttpDate() {}

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        Written written = latest;
        if (written.second() != second) {
            written = new Written(
                    second, FORM.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
            latest = written;
        }
        return written.text();
    }
}
