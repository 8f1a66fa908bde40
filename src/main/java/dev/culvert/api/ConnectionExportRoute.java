package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.export.ConnectionExport;
import dev.culvert.gateway.export.ExportFormat;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.Order;
import java.util.function.Function;

/** {@code /connections/export}: every ended connection that meets a filter, as a file. */
final class ConnectionExportRoute {

    private final Gateway gateway;

    ConnectionExportRoute(Gateway gateway) {
        this.gateway = gateway;
    }

    Answer export(Call call) {
        Query query =
                call.query("format", "sort", ConnectionsQuery.FILTER, ConnectionsQuery.ENDPOINT, ConnectionsQuery.TEXT);
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
