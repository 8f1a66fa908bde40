package dev.culvert.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The options that say where events go, in the form of ngrok's: {@code --target.KIND.FIELD}. The API checks them. */
final class TargetOptions {

    @Option(names = "--target.file.path", paramLabel = "FILE", description = "A file of JSON Lines.")
    private @Nullable String filePath;

    @Option(
            names = "--target.file.max_bytes",
            paramLabel = "BYTES",
            description = "How large it may grow. Default: 10 MiB.")
    private @Nullable String fileMaxBytes;

    @Option(names = "--target.file.keep", paramLabel = "COUNT", description = "How many full ones stay. Default: 5.")
    private @Nullable String fileKeep;

    @Option(
            names = "--target.webhook.url",
            paramLabel = "URL",
            description = "A server that is sent each event by POST.")
    private @Nullable String webhookUrl;

    @Option(
            names = "--target.webhook.secret",
            paramLabel = "SECRET",
            description = "What events are signed with, whsec_…. Default: one that Culvert makes and shows once.")
    private @Nullable String webhookSecret;

    @Option(names = "--target.webhook.headers", paramLabel = "NAME=VALUE", description = "A further header.")
    private @Nullable Map<String, String> webhookHeaders;

    @Option(names = "--target.syslog.host", paramLabel = "HOST", description = "A syslog daemon.")
    private @Nullable String syslogHost;

    @Option(names = "--target.syslog.port", paramLabel = "PORT", description = "Its port. Default: 514.")
    private @Nullable String syslogPort;

    @Option(names = "--target.syslog.transport", paramLabel = "tcp|udp", description = "Default: tcp.")
    private @Nullable String syslogTransport;

    @Option(names = "--target.syslog.facility", paramLabel = "NAME", description = "Default: local0.")
    private @Nullable String syslogFacility;

    @Option(names = "--target.syslog.app_name", paramLabel = "NAME", description = "Default: culvert.")
    private @Nullable String syslogAppName;

    @Option(names = "--target.otlp.url", paramLabel = "URL", description = "A collector of OpenTelemetry, over HTTP.")
    private @Nullable String otlpUrl;

    @Option(names = "--target.otlp.headers", paramLabel = "NAME=VALUE", description = "A further header.")
    private @Nullable Map<String, String> otlpHeaders;

    @Option(names = "--target.debug.log", description = "Culvert's own log.")
    private boolean debugLog;

    @Option(names = "--format", paramLabel = "json", description = "The form of events; there is json only.")
    private @Nullable String format;

    @Option(
            names = "--verify-with-test-event",
            description = "Sends an event for a test first; if it does not arrive, nothing is changed.")
    private boolean verify;

    /** Adds what was given to a body. */
    ObjectNode addTo(ObjectNode body) {
        put(body, "file", "path", filePath);
        put(body, "file", "max_bytes", fileMaxBytes);
        put(body, "file", "keep", fileKeep);
        put(body, "webhook", "url", webhookUrl);
        put(body, "webhook", "secret", webhookSecret);
        putAll(body, "webhook", webhookHeaders);
        put(body, "syslog", "host", syslogHost);
        put(body, "syslog", "port", syslogPort);
        put(body, "syslog", "transport", syslogTransport);
        put(body, "syslog", "facility", syslogFacility);
        put(body, "syslog", "app_name", syslogAppName);
        put(body, "otlp", "url", otlpUrl);
        putAll(body, "otlp", otlpHeaders);
        if (debugLog) {
            put(body, "debug", "log", "true");
        }
        if (format != null) {
            body.put("format", format);
        }
        if (verify) {
            body.put("verify_with_test_event", true);
        }
        return body;
    }

    private static void put(ObjectNode body, String kind, String field, @Nullable String value) {
        if (value != null) {
            body.withObject("/target/" + kind).put(field, value);
        }
    }

    private static void putAll(ObjectNode body, String kind, @Nullable Map<String, String> headers) {
        if (headers != null) {
            ObjectNode node = body.withObject("/target/" + kind + "/headers");
            headers.forEach(node::put);
        }
    }
}
