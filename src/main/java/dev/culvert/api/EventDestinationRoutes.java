package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.events.delivery.DeliveryFailure;
import dev.culvert.gateway.EventDestinationRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventTarget;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /event_destinations}: ngrok's operations, and a test. */
final class EventDestinationRoutes implements RouteGroup {

    static final String PATH = "/event_destinations";

    private static final Pattern ID = Pattern.compile(EventDestination.PREFIX + "[0-9A-Za-z]{27}");
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String FORMAT = "format";
    private static final String TARGET = "target";
    private static final String VERIFY = "verify_with_test_event";

    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text(DESCRIPTION),
            FilterField.text(METADATA));
    private static final String[] MISSING = {"ERR_NGROK_222", "ERR_NGROK_5103"};
    private static final Schema DESTINATION = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("created_at", Schema.time())
            .with(DESCRIPTION, Schema.text())
            .with(METADATA, Schema.text())
            .with(FORMAT, Schema.text())
            .with(TARGET, TargetSchema.ANSWER)
            .with(
                    "delivery",
                    Schema.object()
                            .with("status", Schema.choice("up_to_date", "catching_up", "failing"))
                            .with("delivered", Schema.whole())
                            .with("waiting", Schema.whole())
                            .with("expired", Schema.whole())
                            .with("skipped", Schema.whole())
                            .with("last_skipped_event_id", Schema.text().orNull())
                            .with("last_delivered_at", Schema.time().orNull())
                            .with("failing_since", Schema.time().orNull())
                            .with("last_error", Schema.text().orNull())
                            .with("last_error_at", Schema.time().orNull()))
            .named("EventDestination");
    private static final Schema BODY = Schema.object()
            .maybe(DESCRIPTION, Schema.text())
            .maybe(METADATA, Schema.text())
            .maybe(FORMAT, Schema.text())
            .maybe(TARGET, TargetSchema.BODY)
            .maybe(VERIFY, Schema.flag())
            .named("EventDestinationBody");

    private final EventDestinationRegistry destinations;

    EventDestinationRoutes(Gateway gateway) {
        this.destinations = gateway.events().destinations();
    }

    @Override
    public List<Operation> operations() {
        String one = PATH + "/{id}";
        String[] wrong = {"ERR_NGROK_215", "ERR_NGROK_5100", "ERR_NGROK_5115", "ERR_NGROK_5122"};
        return List.of(
                Operation.get(PATH, "listEventDestinations", this::list)
                        .says("Lists the event destinations, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("event_destinations", DESTINATION))
                        .fails(400, Page.FAILURES),
                Operation.post(PATH, "createEventDestination", this::create)
                        .says("Makes an event destination.")
                        .wants(BODY)
                        .answers(201, DESTINATION)
                        .fails(400, wrong)
                        .fails(400, "ERR_NGROK_5102"),
                Operation.get(one, "getEventDestination", this::get)
                        .says("Answers an event destination, with how its delivery goes.")
                        .answers(200, DESTINATION)
                        .fails(404, MISSING),
                Operation.patch(one, "updateEventDestination", this::update)
                        .says("Changes the fields that are given.")
                        .wants(BODY)
                        .answers(200, DESTINATION)
                        .fails(400, wrong)
                        .fails(400, "ERR_NGROK_5108")
                        .fails(404, MISSING),
                Operation.delete(one, "deleteEventDestination", this::delete)
                        .says("Deletes an event destination that no subscription uses.")
                        .fails(400, "ERR_NGROK_5112")
                        .fails(404, MISSING),
                Operation.post(one + "/test", "testEventDestination", this::test)
                        .says("Sends an event for a test, past all that waits.")
                        .answers(
                                200,
                                Schema.object()
                                        .with("event", Schema.anything())
                                        .with("uri", Schema.text())
                                        .named("EventTest"))
                        .fails(404, MISSING)
                        .fails(502, "ERR_CULVERT_502"),
                Operation.post(one + "/skip", "skipEvent", this::skip)
                        .says("Passes over the event that the destination does not take, and goes on with the next.")
                        .answers(200, DESTINATION)
                        .fails(404, MISSING)
                        .fails(409, "ERR_CULVERT_409"));
    }

    private Answer list(Call call) {
        var page = new Page<EventDestination>(
                PATH,
                "event_destinations",
                "an event destination",
                EventDestination.PREFIX,
                EventDestination::id,
                d -> json(d, call),
                FILTERS);
        return page.of(
                call,
                call.query(),
                destinations.all().stream()
                        .sorted(Page.newestFirst(EventDestination::createdAt, EventDestination::id)));
    }

    private Answer create(Call call) {
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

    private Answer get(Call call) {
        return Answer.ok(json(found(call), call));
    }

    private Answer update(Call call) {
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

    private Answer delete(Call call) {
        destinations.delete(found(call).id());
        return Answer.nothing();
    }

    /** Sends an event for a test and waits for what becomes of it. */
    private Answer test(Call call) {
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

    private Answer skip(Call call) {
        EventDestination destination = found(call);
        if (destinations.skip(destination.id()).isEmpty()) {
            throw ApiError.own(
                    409, "No event fails at this destination now, so there is none to skip; see delivery.status.");
        }
        return Answer.ok(json(destination, call));
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
