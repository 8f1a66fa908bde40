package dev.culvert.ui.controls.connection;

import dev.culvert.model.HttpExchange;
import dev.culvert.model.RequestId;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it is shown. Rows of the same request are equal.
 *
 * @param id the request
 * @param time when it began
 * @param status the answer's status code, or a dash
 * @param tone what the status means
 * @param method the method
 * @param target path and query
 * @param figures how long it took and the bytes of both bodies
 * @param why the rule that decided, or what went wrong; empty if there is nothing to say
 * @param line all of it for the clipboard, parted by tabs
 * @param url the whole URL
 */
record RequestRow(
        RequestId id,
        String time,
        String status,
        Tone tone,
        String method,
        String target,
        String figures,
        String why,
        String line,
        String url) {

    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final double MICROS_PER_MILLI = 1_000;

    static RequestRow of(HttpExchange x, ZoneId zone, Messages texts) {
        HttpExchange.Request request = x.request();
        return new RequestRow(
                x.id(),
                Moments.exact(x.startedAt(), zone),
                x.status() == 0 ? "–" : Integer.toString(x.status()),
                tone(x.status()),
                request.method(),
                request.target(),
                texts.get(
                        "request.figures",
                        took(x.duration()),
                        Formats.bytes(request.bytes()),
                        Formats.bytes(x.responseBytes())),
                why(x),
                line(x),
                request.url());
    }

    private static Tone tone(int status) {
        if (status == 0 || status >= SERVER_ERROR) {
            return Tone.BAD;
        }
        if (status >= CLIENT_ERROR) {
            return Tone.WARN;
        }
        return status < REDIRECTION ? Tone.GOOD : Tone.QUIET;
    }

    /** Finer than elsewhere: many answers take less than a millisecond. */
    private static String took(Duration time) {
        double millis = TimeUnit.NANOSECONDS.toMicros(time.toNanos()) / MICROS_PER_MILLI;
        return millis < 1
                ? String.format(Locale.ROOT, "%.2f ms", millis)
                : millis < 10 ? String.format(Locale.ROOT, "%.1f ms", millis) : Formats.duration(time);
    }

    private static String why(HttpExchange x) {
        String decided = x.decision().decidedBy().isEmpty()
                ? x.decision().action()
                : x.decision().decidedBy();
        String error = Objects.requireNonNullElse(x.error(), "");
        return decided + (decided.isEmpty() || error.isEmpty() ? "" : "\n") + error;
    }

    /** Figures in full and times in ISO 8601. */
    private static String line(HttpExchange x) {
        return String.join(
                "\t",
                x.id().toString(),
                x.startedAt().toString(),
                x.request().method(),
                x.request().url(),
                Integer.toString(x.status()),
                Long.toString(x.duration().toNanos() / 1_000),
                Long.toString(x.request().bytes()),
                Long.toString(x.responseBytes()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestRow row && row.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
