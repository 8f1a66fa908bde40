package dev.culvert.api.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One reading of everything that is counted.
 *
 * @param contentType the format, as a header says it
 * @param text the metrics
 */
public record Scrape(String contentType, String text) {

    /** Prometheus' own text format, which everybody reads. */
    public static final String FORMAT = "text/plain";

    /**
     * Reads everything.
     *
     * @param accept the formats that the reader takes; null for any
     */
    public static Scrape of(GatewayMetrics metrics, @Nullable String accept) {
        ExpositionFormatWriter writer = ExpositionFormats.init().findWriter(accept);
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, metrics.snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scrape(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }
}
