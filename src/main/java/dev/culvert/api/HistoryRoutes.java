package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.Retention;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.SizeText;
import java.util.Set;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /history}: how much is kept of what was, and for how long. */
final class HistoryRoutes {

    private static final String DAYS = "retention_days";
    private static final String BYTES = "retention_bytes";

    private final Gateway gateway;

    HistoryRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    Answer get(Call call) {
        call.query();
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

    Answer update(Call call) {
        call.query();
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
