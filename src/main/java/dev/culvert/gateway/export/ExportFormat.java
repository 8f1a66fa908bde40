package dev.culvert.gateway.export;

import dev.culvert.model.InvalidValue;
import java.util.Locale;

/** The forms in which connections are exported. */
public enum ExportFormat {
    /** Comma separated values (RFC 4180), with a head, for spreadsheets. */
    CSV("text/csv; charset=utf-8"),
    /** A JSON object a line, with the fields that the API has. */
    JSONL("application/jsonl; charset=utf-8");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * Reads {@code csv} or {@code jsonl}.
     *
     * @throws InvalidValue if the text is neither
     */
    public static ExportFormat parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "csv" -> CSV;
            case "jsonl", "ndjson" -> JSONL;
            default -> throw new InvalidValue("'" + text + "' is no format; write csv or jsonl.");
        };
    }

    /** What files of it end with, without a dot; also how it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its media type. */
    public String mediaType() {
        return mediaType;
    }
}
