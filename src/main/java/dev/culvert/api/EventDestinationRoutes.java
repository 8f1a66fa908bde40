package dev.culvert.api;

import dev.culvert.events.delivery.DeliveryFailure;
import dev.culvert.gateway.EventDestinationRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventTarget;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /event_destinations}: ngrok's operations, and a test. */
final class EventDestinationRoutes {

    static final String PATH = "/event_destinations";

    private static final Pattern ID = Pattern.compile(EventDestination.PREFIX + "[0-9A-Za-z]{27}");
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String FORMAT = "format";
    private static final String TARGET = "target";
    private static final String VERIFY = "verify_with_test_event";

    private final EventDestinationRegistry destinations;

    EventDestinationRoutes(Gateway gateway) {
        this.destinations = gateway.events().destinations();
    }

    Answer list(Call call) {
        var page = new Page<EventDestination>(
                PATH,
                "event_destinations",
                "an event destination",
                EventDestination.PREFIX,
                EventDestination::id,
                d -> json(d, call));
        return page.of(
                call,
                call.query(Page.PARAMETERS),
                destinations.all().stream()
                        .sorted(Page.newestFirst(EventDestination::createdAt, EventDestination::id)));
    }

    Answer create(Call call) {
        call.query();
        var body = EventBody.of(call.body(), Set.of(DESCRIPTION, METADATA, FORMAT, TARGET, VERIFY));
        checkFormat(body);
        JsonNode target = body.node(TARGET);
        var made = destinations.create(
                body.textOrEmpty(DESCRIPTION),
                body.textOrEmpty(METADATA),
                TargetBody.read(target == null ? Json.object() : target, null),
                body.isTrue(VERIFY));
        return Answer.created(EventDestinationJson.of(made, destinations.state(made.id()), true, call));
    }

    Answer get(Call call) {
        call.query();
        return Answer.ok(json(found(call), call));
    }

    Answer update(Call call) {
        call.query();
        EventDestination old = found(call);
        var body = EventBody.of(call.body(), Set.of("id", DESCRIPTION, METADATA, FORMAT, TARGET, VERIFY));
        checkFormat(body);
        var changed = destinations.update(
                old.id(), body.text(DESCRIPTION), body.text(METADATA), target(body, old.target()), body.isTrue(VERIFY));
        return Answer.ok(json(changed, call));
    }

    private static @Nullable EventTarget target(EventBody body, EventTarget old) {
        JsonNode target = body.node(TARGET);
        return target == null ? null : TargetBody.read(target, old);
    }

    Answer delete(Call call) {
        call.query();
        destinations.delete(found(call).id());
        return Answer.nothing();
    }

    /** Sends an event for a test and waits for what becomes of it. */
    Answer test(Call call) {
        call.query();
        EventDestination destination = found(call);
        try {
            ObjectNode body = Json.object();
            body.set("event", Json.MAPPER.readTree(destinations.test(destination.id())));
            body.put("uri", call.uri(PATH + "/" + destination.id() + "/test"));
            return Answer.ok(body);
        } catch (DeliveryFailure e) {
            throw ApiError.own(502, "The event for a test did not arrive: " + e.getMessage());
        }
    }

    private ObjectNode json(EventDestination destination, Call call) {
        return EventDestinationJson.of(destination, destinations.state(destination.id()), false, call);
    }

    private EventDestination found(Call call) {
        String id = call.path("id");
        if (!ID.matcher(id).matches()) {
            throw ApiError.notFound("'" + id + "' is not the id of an event destination; one looks like"
                    + " ed_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7.");
        }
        return destinations
                .get(id)
                .orElseThrow(() ->
                        ApiError.of(404, "ERR_NGROK_5103", "There is no event destination with the id " + id + "."));
    }

    private static void checkFormat(EventBody body) {
        String format = body.text(FORMAT);
        if (format != null && !format.isEmpty() && !format.equalsIgnoreCase("json")) {
            throw ApiError.rejected(FORMAT, "ERR_NGROK_215", "'" + format + "' is not a format; write json.");
        }
    }
}
