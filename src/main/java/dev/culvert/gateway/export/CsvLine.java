package dev.culvert.gateway.export;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Upstream;
import dev.culvert.policy.cidr.IpAddress;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection as a record of RFC 4180. */
final class CsvLine {

    private static final List<String> HEAD = List.of(
            "id",
            "endpoint_id",
            "endpoint",
            "endpoint_url",
            "client_ip",
            "client_port",
            "server_ip",
            "server_port",
            "upstream",
            "start_ts",
            "end_ts",
            "duration_ms",
            "connect_ms",
            "bytes_in",
            "bytes_out",
            "close_reason",
            "error",
            "rule",
            "action",
            "network",
            "handed_to",
            "reports",
            "logs");

    private static final String END = "\r\n";

    private CsvLine() {}

    static void head(Writer out) throws IOException {
        out.append(String.join(",", HEAD)).append(END);
    }

    static void write(Writer out, ClosedConnection c) throws IOException {
        Upstream upstream = c.upstream();
        Duration connect = c.connectTime();
        String error = c.error();
        DecisionRecord decision = c.decision();
        List<String> fields = new ArrayList<>(HEAD.size());
        fields.add(c.id().toString());
        fields.add(text(c.endpoint().value()));
        fields.add(text(c.endpointName()));
        fields.add(text(c.endpointUrl()));
        fields.add(IpAddress.of(c.client().getAddress()).toString());
        fields.add(Integer.toString(c.client().getPort()));
        fields.add(IpAddress.of(c.server().getAddress()).toString());
        fields.add(Integer.toString(c.server().getPort()));
        fields.add(upstream == null ? "" : text(upstream.url()));
        fields.add(c.startedAt().toString());
        fields.add(c.endedAt().toString());
        fields.add(Long.toString(c.duration().toMillis()));
        fields.add(connect == null ? "" : Long.toString(connect.toMillis()));
        fields.add(Long.toString(c.bytesIn()));
        fields.add(Long.toString(c.bytesOut()));
        fields.add(c.reason().wireName());
        fields.add(text(error == null ? "" : error));
        fields.add(text(decision.rule()));
        fields.add(text(decision.action()));
        fields.add(text(decision.network()));
        fields.add(text(String.join("\n", decision.handedTo())));
        fields.add(text(String.join("\n", decision.reports())));
        fields.add(text(String.join("\n", decision.logs())));
        out.append(String.join(",", fields)).append(END);
    }

    /** A text that others may have chosen: quoted where it must be, and no formula to any spreadsheet. */
    static String text(String text) {
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
