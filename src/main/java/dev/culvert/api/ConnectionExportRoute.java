package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.export.ConnectionExport;
import dev.culvert.gateway.export.ExportFormat;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.Order;
import java.util.List;
import java.util.function.Function;

/** {@code /connections/export}: every ended connection that meets a filter, as a file. */
final class ConnectionExportRoute implements RouteGroup {

    private final Gateway gateway;

    ConnectionExportRoute(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/connections/export", "exportConnections", this::export)
                .says("Answers every ended connection that meets a filter, as a file.")
                .takes(
                        Parameter.choice(
                                "format", "CSV (RFC 4180) or JSON Lines; csv if nothing is said.", "csv", "jsonl"),
                        Parameter.text(
                                "sort",
                                "A column, and -column for the largest first; the newest first if nothing is said."),
                        ConnectionsQuery.FILTERED_BY,
                        Parameter.text("endpoint", "Only those of the endpoint with this id or name."),
                        Parameter.text("text", "Only those of which one column contains this text."))
                .answers(200, "text/csv")
                .fails(400, "ERR_NGROK_215"));
    }

    private Answer export(Call call) {
        Query query = call.query();
        ExportFormat format = parameter(query, "format", "csv", ExportFormat::parse);
        Order order = parameter(query, "sort", Order.NEWEST_FIRST.toString(), Order::parse);
        ConnectionFilter filter = ConnectionsQuery.filter(query);
        var export = new ConnectionExport(gateway.history());
        return Answer.stream(format.mediaType(), "connections." + format.word(), out -> {
            long unused = export.write(filter, order, format, out, () -> false);
        });
    }

    private static <T> T parameter(Query query, String name, String otherwise, Function<String, T> reader) {
        try {
            return reader.apply(query.text(name).orElse(otherwise));
        } catch (InvalidValue e) {
            throw ApiError.rejected(name, e.code(), e.getMessage());
        }
    }
}
