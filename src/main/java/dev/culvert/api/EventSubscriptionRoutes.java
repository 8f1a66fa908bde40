package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.EventSubscriptionRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /event_subscriptions} and their sources: ngrok's operations. */
final class EventSubscriptionRoutes implements RouteGroup {

    static final String PATH = "/event_subscriptions";

    private static final Pattern ID = Pattern.compile(EventSubscription.PREFIX + "[0-9A-Za-z]{27}");
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String SOURCES = "sources";
    private static final String DESTINATIONS = "destination_ids";
    private static final Set<String> SOURCE = Set.of("subscription_id", "type", "uri", "filter", "fields");

    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text(DESCRIPTION),
            FilterField.text(METADATA));
    private static final String[] MISSING = {"ERR_NGROK_222", "ERR_NGROK_5123"};
    private static final String[] WRONG_SOURCE = {
        "ERR_NGROK_215",
        "ERR_NGROK_5127",
        "ERR_NGROK_5401",
        "ERR_NGROK_5402",
        "ERR_NGROK_5403",
        "ERR_NGROK_5404",
        "ERR_NGROK_5406"
    };
    private static final String[] WRONG_DESTINATIONS = {"ERR_NGROK_5103", "ERR_NGROK_5126"};
    private static final Schema SOURCE_SHAPE = Schema.object()
            .with("type", Schema.text())
            .with("uri", Schema.text())
            .maybe("filter", Schema.text())
            .maybe("fields", Schema.listOf(Schema.text()))
            .named("EventSource");
    private static final Schema SOURCE_BODY = Schema.object()
            .maybe("type", Schema.text())
            .maybe("filter", Schema.text())
            .maybe("fields", Schema.listOf(Schema.text()))
            .named("EventSourceBody");
    private static final Schema SUBSCRIPTION = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("created_at", Schema.time())
            .with(DESCRIPTION, Schema.text())
            .with(METADATA, Schema.text())
            .with(SOURCES, Schema.listOf(SOURCE_SHAPE))
            .with(
                    "destinations",
                    Schema.listOf(Schema.object().with("id", Schema.text()).with("uri", Schema.text())))
            .named("EventSubscription");
    private static final Schema BODY = Schema.object()
            .maybe(DESCRIPTION, Schema.text())
            .maybe(METADATA, Schema.text())
            .maybe(SOURCES, Schema.listOf(SOURCE_BODY))
            .maybe(DESTINATIONS, Schema.listOf(Schema.text()))
            .named("EventSubscriptionBody");

    private final EventSubscriptionRegistry subscriptions;

    EventSubscriptionRoutes(Gateway gateway) {
        this.subscriptions = gateway.events().subscriptions();
    }

    @Override
    public List<Operation> operations() {
        return Stream.concat(ofSubscriptions().stream(), ofSources().stream()).toList();
    }

    private List<Operation> ofSubscriptions() {
        String one = PATH + "/{id}";
        return List.of(
                Operation.get(PATH, "listEventSubscriptions", this::list)
                        .says("Lists the event subscriptions, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("event_subscriptions", SUBSCRIPTION))
                        .fails(400, Page.FAILURES),
                Operation.post(PATH, "createEventSubscription", this::create)
                        .says("Makes an event subscription.")
                        .wants(BODY)
                        .answers(201, SUBSCRIPTION)
                        .fails(400, WRONG_SOURCE)
                        .fails(400, WRONG_DESTINATIONS)
                        .fails(400, "ERR_NGROK_5131"),
                Operation.get(one, "getEventSubscription", this::get)
                        .says("Answers an event subscription.")
                        .answers(200, SUBSCRIPTION)
                        .fails(404, MISSING),
                Operation.patch(one, "updateEventSubscription", this::update)
                        .says("Changes the fields that are given.")
                        .wants(BODY)
                        .answers(200, SUBSCRIPTION)
                        .fails(400, WRONG_SOURCE)
                        .fails(400, WRONG_DESTINATIONS)
                        .fails(404, MISSING),
                Operation.delete(one, "deleteEventSubscription", this::delete)
                        .says("Deletes an event subscription.")
                        .fails(404, MISSING));
    }

    private List<Operation> ofSources() {
        String all = PATH + "/{id}/" + SOURCES;
        String one = all + "/{type}";
        return List.of(
                Operation.get(all, "listEventSources", this::listSources)
                        .says("Lists the sources of an event subscription.")
                        .answers(
                                200,
                                Schema.object()
                                        .with(SOURCES, Schema.listOf(SOURCE_SHAPE))
                                        .with("uri", Schema.text())
                                        .named("EventSources"))
                        .fails(404, MISSING),
                Operation.post(all, "createEventSource", this::createSource)
                        .says("Adds a source to an event subscription.")
                        .wants(SOURCE_BODY)
                        .answers(201, SOURCE_SHAPE)
                        .fails(400, WRONG_SOURCE)
                        .fails(404, MISSING),
                Operation.get(one, "getEventSource", this::getSource)
                        .says("Answers a source.")
                        .answers(200, SOURCE_SHAPE)
                        .fails(404, MISSING)
                        .fails(404, "ERR_NGROK_5125"),
                Operation.patch(one, "updateEventSource", this::updateSource)
                        .says("Changes the filter or the fields of a source.")
                        .wants(SOURCE_BODY)
                        .answers(200, SOURCE_SHAPE)
                        .fails(400, WRONG_SOURCE)
                        .fails(404, MISSING)
                        .fails(404, "ERR_NGROK_5125"),
                Operation.delete(one, "deleteEventSource", this::deleteSource)
                        .says("Takes a source from an event subscription.")
                        .fails(400, "ERR_NGROK_215")
                        .fails(404, MISSING)
                        .fails(404, "ERR_NGROK_5125"));
    }

    private Answer list(Call call) {
        var page = new Page<EventSubscription>(
                PATH,
                "event_subscriptions",
                "an event subscription",
                EventSubscription.PREFIX,
                EventSubscription::id,
                s -> EventSubscriptionJson.of(s, call),
                FILTERS);
        return page.of(
                call,
                call.query(),
                subscriptions.all().stream()
                        .sorted(Page.newestFirst(EventSubscription::createdAt, EventSubscription::id)));
    }

    private Answer create(Call call) {
        var body = EventBody.of(call.body(), Set.of(DESCRIPTION, METADATA, SOURCES, DESTINATIONS));
        var made = subscriptions.create(
                body.textOrEmpty(DESCRIPTION),
                body.textOrEmpty(METADATA),
                orNone(body.sources()),
                orNone(body.texts(DESTINATIONS)));
        return Answer.created(EventSubscriptionJson.of(made, call));
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private Answer get(Call call) {
        return Answer.ok(EventSubscriptionJson.of(found(call), call));
    }

    private Answer update(Call call) {
        EventSubscription old = found(call);
        var body = EventBody.of(call.body(), Set.of("id", DESCRIPTION, METADATA, SOURCES, DESTINATIONS));
        return Answer.ok(EventSubscriptionJson.of(
                subscriptions.update(
                        old.id(),
                        body.text(DESCRIPTION),
                        body.text(METADATA),
                        body.sources(),
                        body.texts(DESTINATIONS)),
                call));
    }

    private Answer delete(Call call) {
        subscriptions.delete(found(call).id());
        return Answer.nothing();
    }

    private Answer listSources(Call call) {
        EventSubscription subscription = found(call);
        ObjectNode json = Json.object();
        ArrayNode sources = json.putArray(SOURCES);
        subscription.sources().forEach(s -> sources.add(EventSubscriptionJson.of(subscription, s, call)));
        json.put("uri", call.uri(PATH + "/" + subscription.id() + "/" + SOURCES));
        return Answer.ok(json);
    }

    private Answer createSource(Call call) {
        EventSubscription subscription = found(call);
        EventSource source = EventBody.of(call.body(), SOURCE).source(null);
        return Answer.created(
                EventSubscriptionJson.of(subscriptions.addSource(subscription.id(), source), source, call));
    }

    private Answer getSource(Call call) {
        EventSubscription subscription = found(call);
        return Answer.ok(EventSubscriptionJson.of(subscription, source(subscription, call), call));
    }

    private Answer updateSource(Call call) {
        EventSubscription subscription = found(call);
        EventSource old = source(subscription, call);
        EventSource source = EventBody.of(call.body(), SOURCE).source(old);
        return Answer.ok(EventSubscriptionJson.of(
                subscriptions.replaceSource(subscription.id(), old.type(), source), source, call));
    }

    private Answer deleteSource(Call call) {
        EventSubscription subscription = found(call);
        var unused = subscriptions.removeSource(
                subscription.id(), source(subscription, call).type());
        return Answer.nothing();
    }

    private static EventSource source(EventSubscription subscription, Call call) {
        String type = call.path("type");
        return subscription.sources().stream()
                .filter(s -> s.type().wireName().equals(type))
                .findFirst()
                .orElseThrow(() -> ApiError.of(
                        404,
                        "ERR_NGROK_5125",
                        "The event subscription " + subscription.id() + " has no source of the type " + type + "."));
    }

    private EventSubscription found(Call call) {
        String id = call.path("id");
        if (!ID.matcher(id).matches()) {
            throw ApiError.notFound("'" + id + "' is not the id of an event subscription; one looks like"
                    + " esb_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7.");
        }
        return subscriptions
                .get(id)
                .orElseThrow(() ->
                        ApiError.of(404, "ERR_NGROK_5123", "There is no event subscription with the id " + id + "."));
    }
}
