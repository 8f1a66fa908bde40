package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.Retention;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.SizeText;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /history}: how much is kept of what was, and for how long. */
final class HistoryRoutes implements RouteGroup {

    private static final String DAYS = "retention_days";
    private static final String BYTES = "retention_bytes";

    private static final Schema SCHEMA = Schema.object()
            .with("uri", Schema.text())
            .with("connections", Schema.whole())
            .with("refused", Schema.whole())
            .with("size_bytes", Schema.whole())
            .maybe("oldest_id", Schema.text())
            .with(DAYS, Schema.whole())
            .with(BYTES, Schema.whole())
            .named("History");

    private final Gateway gateway;

    HistoryRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Operation> operations() {
        Schema limits = Schema.object()
                .maybe(DAYS, Schema.whole())
                .maybe(BYTES, Schema.whole().or(Schema.text()))
                .closed();
        return List.of(
                Operation.get("/history", "getHistory", this::get)
                        .says("Answers how much is kept of what was, and for how long.")
                        .answers(200, SCHEMA),
                Operation.patch("/history", "updateHistory", this::update)
                        .says("Changes for how long, and how much.")
                        .wants(limits.named("HistoryLimits"))
                        .answers(200, SCHEMA)
                        .fails(400, "ERR_NGROK_215"));
    }

    private Answer get(Call call) {
        return Answer.ok(json(call));
    }

    private ObjectNode json(Call call) {
        Retention.Limits limits = gateway.retention().limits();
        ObjectNode json = Json.object();
        json.put("uri", call.uri("/history"));
        json.put("connections", gateway.history().count());
        json.put("refused", gateway.history().countRefused());
        json.put("size_bytes", gateway.retention().usedBytes());
        gateway.history().oldestKept().ifPresent(id -> json.put("oldest_id", id.toString()));
        json.put(DAYS, limits.days());
        json.put(BYTES, limits.bytes());
        return json;
    }

    private Answer update(Call call) {
        ObjectNode body = call.body();
        body.propertyNames().forEach(name -> {
            if (!Set.of(DAYS, BYTES).contains(name)) {
                throw ApiError.rejected(
                        name, "ERR_NGROK_215", "There is no such field; write " + DAYS + " and " + BYTES + ".");
            }
        });
        // both are read before one is set
        long days = number(body, DAYS, gateway.retention().limits().days());
        long bytes = number(body, BYTES, gateway.retention().limits().bytes());
        set(DAYS, days, gateway.retention()::checkDays);
        set(BYTES, bytes, gateway.retention()::checkBytes);
        set(DAYS, days, gateway.retention()::setDays);
        set(BYTES, bytes, gateway.retention()::setBytes);
        return Answer.ok(json(call));
    }

    private static long number(ObjectNode body, String name, long otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isString() && name.equals(BYTES)) {
            try {
                return SizeText.parse(value.asString());
            } catch (InvalidValue e) {
                throw ApiError.rejected(name, e.code(), e.getMessage());
            }
        }
        throw ApiError.rejected(
                name,
                "ERR_NGROK_215",
                name.equals(BYTES) ? "Write a number of bytes, or a text such as 1GiB." : "Write a whole number.");
    }

    private static void set(String name, long value, LongConsumer setter) {
        try {
            setter.accept(value);
        } catch (InvalidValue e) {
            throw ApiError.rejected(name, e.code(), e.getMessage());
        }
    }
}
