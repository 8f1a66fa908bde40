package dev.culvert.ui.history.destinations;

import dev.culvert.events.delivery.DeliveryState;
import dev.culvert.model.event.DebugTarget;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.FileTarget;
import dev.culvert.model.event.OtlpTarget;
import dev.culvert.model.event.SyslogTarget;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;
import java.util.List;

/**
 * A destination in the table, with its text ready made.
 *
 * @param destination the destination itself
 * @param state how it is doing
 * @param subscriptions those that name it, the oldest first
 * @param word the state in a word
 * @param kind what kind of place it is
 * @param place where it is
 * @param wants what it gets
 * @param lost what was not delivered and is not going to be; empty for nothing
 */
record DestinationRow(
        EventDestination destination,
        DeliveryState state,
        List<EventSubscription> subscriptions,
        String word,
        String kind,
        String place,
        String wants,
        String lost) {

    static DestinationRow of(
            EventDestination destination, DeliveryState state, List<EventSubscription> all, Messages texts) {
        List<EventSubscription> mine = all.stream()
                .filter(s -> s.destinations().contains(destination.id()))
                .toList();
        long skipped = state.progress().skipped();
        long expired = state.progress().expired();
        return new DestinationRow(
                destination,
                state,
                mine,
                texts.get("state." + state.status()),
                kind(destination.target(), texts),
                place(destination.target(), texts),
                new WantsText().of(mine),
                skipped + expired == 0
                        ? ""
                        : texts.get(
                                expired == 0 ? "lost.skipped" : skipped == 0 ? "lost.expired" : "lost.both",
                                skipped,
                                expired));
    }

    static String kind(EventTarget target, Messages texts) {
        return texts.get("kind." + target.kind().wireName());
    }

    static String place(EventTarget target, Messages texts) {
        return switch (target) {
            case FileTarget file -> file.path();
            case WebhookTarget webhook -> webhook.url();
            case OtlpTarget otlp -> otlp.url();
            case SyslogTarget syslog ->
                texts.get(
                        "place.syslog",
                        syslog.host().contains(":") ? "[" + syslog.host() + "]" : syslog.host(),
                        Integer.toString(syslog.port()),
                        syslog.transport());
            case DebugTarget debug -> texts.get("place.debug");
        };
    }

    String id() {
        return destination.id();
    }

    /** What the state means. */
    Tone tone() {
        return isFailing() ? Tone.BAD : state.waiting() > 0 ? Tone.BUSY : Tone.GOOD;
    }

    /** Whether the event that is next is not taken. */
    boolean isFailing() {
        return state.failingSince() != null;
    }

    /** Why it fails, as a sentence; empty if it does not. */
    String reason() {
        String error = state.lastError();
        return isFailing() && error != null ? error : "";
    }
}
