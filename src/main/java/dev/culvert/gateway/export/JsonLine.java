package dev.culvert.gateway.export;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Upstream;
import dev.culvert.policy.cidr.IpAddress;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A connection as the API has it, on one line and without addresses in the API. */
final class JsonLine {

    private final StringBuilder json = new StringBuilder(512);
    private boolean isFirst = true;

    private JsonLine() {}

    static void write(Writer out, ClosedConnection c) throws IOException {
        var line = new JsonLine();
        line.connection(c);
        out.append(line.json).append('\n');
    }

    private void connection(ClosedConnection c) {
        Upstream upstream = c.upstream();
        Duration sniff = c.sniffTime();
        Duration connect = c.connectTime();
        String error = c.error();
        begin('{');
        text("id", c.id().toString());
        name("endpoint");
        begin('{');
        text("id", c.endpoint().value());
        text("name", c.endpointName());
        text("url", c.endpointUrl());
        end('}');
        text("client_ip", IpAddress.of(c.client().getAddress()).toString());
        number("client_port", c.client().getPort());
        text("server_ip", IpAddress.of(c.server().getAddress()).toString());
        number("server_port", c.server().getPort());
        textIfAny("upstream", upstream == null ? "" : upstream.url());
        text("state", "closed");
        text("start_ts", c.startedAt().toString());
        text("end_ts", c.endedAt().toString());
        number("duration_ms", c.duration().toMillis());
        if (sniff != null) {
            number("sniff_ms", sniff.toMillis());
        }
        if (connect != null) {
            number("connect_ms", connect.toMillis());
        }
        number("bytes_in", c.bytesIn());
        number("bytes_out", c.bytesOut());
        text("close_reason", c.reason().wireName());
        textIfAny("error", error == null ? "" : error);
        if (!c.decision().equals(DecisionRecord.NONE)) {
            decision(c.decision());
        }
        end('}');
    }

    private void decision(DecisionRecord decision) {
        name("decision");
        begin('{');
        textIfAny("rule", decision.rule());
        textIfAny("action", decision.action());
        textIfAny("network", decision.network());
        texts("handed_to", decision.handedTo());
        texts("reports", decision.reports());
        name("logs");
        begin('[');
        for (String log : decision.logs()) {
            // a JSON object, as it was written
            json.append(isFirst ? "" : ",").append("{\"metadata\":").append(log).append('}');
            isFirst = false;
        }
        end(']');
        end('}');
    }

    private void texts(String name, List<String> values) {
        name(name);
        begin('[');
        for (String value : values) {
            json.append(isFirst ? "" : ",");
            string(value);
            isFirst = false;
        }
        end(']');
    }

    private void textIfAny(String name, String value) {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    private void text(String name, String value) {
        name(name);
        string(value);
    }

    private void number(String name, long value) {
        name(name);
        json.append(value);
    }

    private void begin(char bracket) {
        json.append(bracket);
        isFirst = true;
    }

    private void end(char bracket) {
        json.append(bracket);
        isFirst = false;
    }

    private void name(String name) {
        json.append(isFirst ? "" : ",").append('"').append(name).append("\":");
        isFirst = false;
    }

    /** As RFC 8259 has it; a lone half of a surrogate pair is escaped as well. */
    private void string(String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
