package dev.culvert.api;

import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes event subscriptions and their sources: ngrok's fields, and filter and fields where there are some. */
final class EventSubscriptionJson {

    private EventSubscriptionJson() {}

    static ObjectNode of(EventSubscription subscription, Call call) {
        ObjectNode json = Json.object()
                .put("id", subscription.id())
                .put("uri", call.uri(EventSubscriptionRoutes.PATH + "/" + subscription.id()))
                .put("created_at", subscription.createdAt().toString())
                .put("description", subscription.description())
                .put("metadata", subscription.metadata());
        ArrayNode sources = json.putArray("sources");
        subscription.sources().forEach(s -> sources.add(of(subscription, s, call)));
        ArrayNode destinations = json.putArray("destinations");
        subscription
                .destinations()
                .forEach(id -> destinations
                        .addObject()
                        .put("id", id)
                        .put("uri", call.uri(EventDestinationRoutes.PATH + "/" + id)));
        return json;
    }

    static ObjectNode of(EventSubscription subscription, EventSource source, Call call) {
        String type = source.type().wireName();
        ObjectNode json = Json.object()
                .put("type", type)
                .put("uri", call.uri(EventSubscriptionRoutes.PATH + "/" + subscription.id() + "/sources/" + type));
        Json.putText(json, "filter", source.filter());
        if (!source.fields().isEmpty()) {
            ArrayNode fields = json.putArray("fields");
            source.fields().forEach(fields::add);
        }
        return json;
    }
}
