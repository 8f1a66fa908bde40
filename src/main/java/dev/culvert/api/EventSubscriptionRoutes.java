package dev.culvert.api;

import dev.culvert.gateway.EventSubscriptionRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /event_subscriptions} and their sources: ngrok's operations. */
final class EventSubscriptionRoutes {

    static final String PATH = "/event_subscriptions";

    private static final Pattern ID = Pattern.compile(EventSubscription.PREFIX + "[0-9A-Za-z]{27}");
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String SOURCES = "sources";
    private static final String DESTINATIONS = "destination_ids";
    private static final Set<String> SOURCE = Set.of("subscription_id", "type", "uri", "filter", "fields");

    private final EventSubscriptionRegistry subscriptions;

    EventSubscriptionRoutes(Gateway gateway) {
        this.subscriptions = gateway.events().subscriptions();
    }

    Answer list(Call call) {
        var page = new Page<EventSubscription>(
                PATH,
                "event_subscriptions",
                "an event subscription",
                EventSubscription.PREFIX,
                EventSubscription::id,
                s -> EventSubscriptionJson.of(s, call));
        return page.of(
                call,
                call.query(Page.PARAMETERS),
                subscriptions.all().stream()
                        .sorted(Page.newestFirst(EventSubscription::createdAt, EventSubscription::id)));
    }

    Answer create(Call call) {
        call.query();
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

    Answer get(Call call) {
        call.query();
        return Answer.ok(EventSubscriptionJson.of(found(call), call));
    }

    Answer update(Call call) {
        call.query();
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

    Answer delete(Call call) {
        call.query();
        subscriptions.delete(found(call).id());
        return Answer.nothing();
    }

    Answer listSources(Call call) {
        call.query();
        EventSubscription subscription = found(call);
        ObjectNode json = Json.object();
        ArrayNode sources = json.putArray(SOURCES);
        subscription.sources().forEach(s -> sources.add(EventSubscriptionJson.of(subscription, s, call)));
        json.put("uri", call.uri(PATH + "/" + subscription.id() + "/" + SOURCES));
        return Answer.ok(json);
    }

    Answer createSource(Call call) {
        call.query();
        EventSubscription subscription = found(call);
        EventSource source = EventBody.of(call.body(), SOURCE).source(null);
        return Answer.created(
                EventSubscriptionJson.of(subscriptions.addSource(subscription.id(), source), source, call));
    }

    Answer getSource(Call call) {
        call.query();
        EventSubscription subscription = found(call);
        return Answer.ok(EventSubscriptionJson.of(subscription, source(subscription, call), call));
    }

    Answer updateSource(Call call) {
        call.query();
        EventSubscription subscription = found(call);
        EventSource old = source(subscription, call);
        EventSource source = EventBody.of(call.body(), SOURCE).source(old);
        return Answer.ok(EventSubscriptionJson.of(
                subscriptions.replaceSource(subscription.id(), old.type(), source), source, call));
    }

    Answer deleteSource(Call call) {
        call.query();
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
