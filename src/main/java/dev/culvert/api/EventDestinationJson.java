package dev.culvert.api;

import dev.culvert.events.delivery.DeliveryState;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.TargetKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes event destinations: ngrok's fields, and how they are doing. Secrets are masked, but for the answer to who made them. */
final class EventDestinationJson {

    private EventDestinationJson() {}

    static ObjectNode of(EventDestination destination, DeliveryState state, boolean withSecrets, Call call) {
        ObjectNode json = Json.object()
                .put("id", destination.id())
                .put("uri", call.uri(EventDestinationRoutes.PATH + "/" + destination.id()))
                .put("created_at", destination.createdAt().toString())
                .put("description", destination.description())
                .put("metadata", destination.metadata())
                .put("format", "json");
        json.set("target", target(destination.target(), withSecrets));
        json.set("delivery", delivery(state));
        return json;
    }

    /** All kinds, as ngrok does it: those that it is not are null. */
    private static ObjectNode target(EventTarget target, boolean withSecrets) {
        ObjectNode json = Json.object();
        Stream.concat(
                        TargetBody.FOREIGN.stream().filter(n -> !n.equals("s3")),
                        Arrays.stream(TargetKind.values()).map(TargetKind::wireName))
                .sorted()
                .forEach(json::putNull);
        ObjectNode settings = json.putObject(target.kind().wireName());
        target.settings().forEach((name, value) -> {
            Object shown = !withSecrets && TargetBody.isSecret(target, name) ? TargetBody.MASK : value;
            int dot = name.indexOf('.');
            if (dot < 0) {
                settings.putPOJO(name, shown);
            } else {
                ObjectNode map = settings.withObject("/" + name.substring(0, dot));
                map.put(name.substring(dot + 1), shown.toString());
            }
        });
        return json;
    }

    private static ObjectNode delivery(DeliveryState state) {
        return Json.object()
                .put("status", state.status())
                .put("delivered", state.progress().delivered())
                .put("waiting", state.waiting())
                .put("expired", state.progress().expired())
                .put("skipped", state.progress().skipped())
                .put("last_skipped_event_id", state.progress().lastSkipped())
                .put("last_delivered_at", text(state.lastDeliveredAt()))
                .put("failing_since", text(state.failingSince()))
                .put("last_error", state.lastError())
                .put("last_error_at", text(state.lastErrorAt()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
