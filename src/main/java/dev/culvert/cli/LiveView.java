package dev.culvert.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A table that is drawn over itself a few times a second, for a person at a terminal. */
final class LiveView implements EndpointView {

    private static final String ESC = "\033[";
    private static final int SHOWN = 10;

    private final ApiClient client;
    private final PrintWriter out;
    private final String version;
    private final Rate rateIn = new Rate();
    private final Rate rateOut = new Rate();
    private List<ConnectionText> closed = List.of();
    private long closedCount;
    private int drawn;

    LiveView(ApiClient client, PrintWriter out, String version) {
        this.client = client;
        this.out = out;
        this.version = version;
    }

    @Override
    public void begin(JsonNode endpoint) throws CommandFailure {
        // no cursor, and long lines are cut by the terminal instead of folded, or the table would not stay in place
        out.print(ESC + "?25l" + ESC + "?7l");
        update(endpoint);
    }

    @Override
    public void update(JsonNode endpoint) throws CommandFailure {
        List<String> lines = head(endpoint);
        lines.addAll(connections(endpoint));
        var frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(ESC).append(drawn).append('A');
        }
        for (String line : lines) {
            frame.append('\r').append(line).append(ESC).append("K\n");
        }
        frame.append(ESC).append('J');
        drawn = lines.size();
        out.print(frame);
        out.flush();
    }

    private List<String> head(JsonNode endpoint) {
        JsonNode traffic = endpoint.path("traffic");
        long in = traffic.path("bytes_in").asLong();
        long bytesOut = traffic.path("bytes_out").asLong();
        List<String> lines = new ArrayList<>();
        lines.add("culvert " + version + "   Ctrl+C ends");
        lines.add("");
        lines.add(row("Endpoint", endpoint.path("name").asString("")));
        lines.add(row(
                "State",
                (endpoint.at("/state/status").asString("") + "  "
                                + endpoint.at("/state/reason").asString(""))
                        .strip()));
        lines.add(row(
                "Forwarding",
                endpoint.path("url").asString("") + " -> "
                        + endpoint.path("upstream_url").asString("")));
        lines.add(row("API", client.base().toString()));
        lines.add(row(
                "Connections",
                traffic.path("open").asLong() + " open, "
                        + traffic.path("accepted").asLong() + " in all"));
        lines.add(row("Bytes in", amount(in, rateIn)));
        lines.add(row("Bytes out", amount(bytesOut, rateOut)));
        lines.add("");
        return lines;
    }

    private static String row(String name, String value) {
        return name + " ".repeat(13 - name.length()) + value;
    }

    private static String amount(long bytes, Rate rate) {
        return Amounts.bytes(bytes) + ", " + Amounts.rate(rate.of(bytes, System.nanoTime()));
    }

    private List<String> connections(JsonNode endpoint) throws CommandFailure {
        String id = endpoint.path("id").asString("");
        long open = endpoint.at("/traffic/open").asLong();
        long ended = endpoint.at("/traffic/accepted").asLong() - open;
        List<ConnectionText> living = open == 0 ? List.of() : newest("open", id);
        if (ended != closedCount) {
            closed = newest("closed", id);
            closedCount = closed.size() < Math.min(SHOWN, ended) ? -1 : ended;
        }
        var table = new TextTable(List.of("CLIENT", "STATE", "FOR", "IN", "OUT", "REASON"), Set.of(2, 3, 4));
        List<String> ids = living.stream().map(ConnectionText::id).toList();
        Stream.concat(living.stream(), closed.stream().filter(c -> !ids.contains(c.id())))
                .sorted(Comparator.comparing(ConnectionText::id).reversed())
                .limit(SHOWN)
                .forEach(c ->
                        table.add(List.of(c.client(), c.state(), c.duration(), c.bytesIn(), c.bytesOut(), c.reason())));
        return table.lines();
    }

    private List<ConnectionText> newest(String state, String endpoint) throws CommandFailure {
        List<ConnectionText> found = new ArrayList<>();
        JsonNode page = client.get(new QueryString("/connections")
                .with("state", state)
                .with("endpoint", endpoint)
                .with("limit", SHOWN)
                .toString());
        page.path("connections").forEach(c -> found.add(new ConnectionText(c)));
        return found;
    }

    @Override
    public void end() {
        out.print(ESC + "?7h" + ESC + "?25h");
        out.flush();
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(333);
    }
}
