package dev.culvert.ui.history.destinations;

import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import dev.culvert.ui.common.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What subscriptions ask for, as a short sentence. */
final class WantsText {

    private final Messages texts = Messages.of(WantsText.class);

    /** What all of them ask for together. */
    String of(List<EventSubscription> subscriptions) {
        List<EventSource> sources =
                subscriptions.stream().flatMap(s -> s.sources().stream()).toList();
        Set<String> parts = new LinkedHashSet<>();
        for (EventType type : List.of(EventType.TCP_CONNECTION_CLOSED, EventType.HTTP_REQUEST_COMPLETE)) {
            sources.stream().filter(s -> s.type() == type).map(this::traffic).forEach(parts::add);
        }
        EnumSet<EventType> changes = EnumSet.noneOf(EventType.class);
        sources.stream().map(EventSource::type).filter(t -> !t.isTraffic()).forEach(changes::add);
        parts.addAll(changes(changes));
        return parts.isEmpty() ? texts.get("wants.nothing") : String.join("; ", parts);
    }

    private String traffic(EventSource source) {
        String what =
                texts.get(source.type() == EventType.TCP_CONNECTION_CLOSED ? "wants.connections" : "wants.requests");
        return source.filter().isEmpty() ? what : texts.get("wants.where", what, source.filter());
    }

    private List<String> changes(Set<EventType> wanted) {
        if (wanted.containsAll(changeTypes())) {
            return List.of(texts.get("wants.changes"));
        }
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Thing thing : Thing.values()) {
            List<EventType> types = thing.types();
            List<String> verbs = Thing.VERBS.stream()
                    .filter(verb -> wanted.contains(types.get(Thing.VERBS.indexOf(verb))))
                    .map(verb -> texts.get("verb." + verb))
                    .toList();
            String name = texts.get(thing.key());
            if (verbs.size() == types.size()) {
                whole.add(name);
            } else if (!verbs.isEmpty()) {
                parts.add(texts.get("wants.some", name, String.join(", ", verbs)));
            }
        }
        if (!whole.isEmpty()) {
            parts.addFirst(texts.get("wants.whole", listed(whole)));
        }
        return parts;
    }

    private String listed(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : texts.get("wants.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }

    /** All types that tell of changes. */
    static List<EventType> changeTypes() {
        return Arrays.stream(Thing.values()).flatMap(t -> t.types().stream()).toList();
    }
}
