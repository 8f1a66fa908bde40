package dev.culvert.ui.history.destinations;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Which events are ticked, and the filters on those of traffic. For the JavaFX thread. */
final class WantedForm {

    private final List<EventSource> before;
    private final Executor background;
    private final Executor ui;
    private final Map<EventType, BooleanProperty> ticks = new EnumMap<>(EventType.class);
    private final Map<EventType, StringProperty> filters = new EnumMap<>(EventType.class);
    private final Map<EventType, ReadOnlyStringWrapper> problems = new EnumMap<>(EventType.class);

    /**
     * A form.
     *
     * @param editing the subscription to change; null for none
     * @param isNew whether it is for a new destination, which is offered what most want
     */
    WantedForm(@Nullable EventSubscription editing, boolean isNew, Executor background, Executor ui) {
        this.before = editing == null ? List.of() : editing.sources();
        this.background = background;
        this.ui = ui;
        for (EventType type : EventType.values()) {
            ticks.put(type, new SimpleBooleanProperty(isNew && type == EventType.TCP_CONNECTION_CLOSED));
        }
        for (EventType type : EventType.TRAFFIC) {
            filters.put(type, new SimpleStringProperty(""));
            problems.put(type, new ReadOnlyStringWrapper(""));
        }
        for (EventSource source : before) {
            tick(source.type()).set(true);
            if (source.type().isTraffic()) {
                filter(source.type()).set(source.filter());
            }
        }
        for (EventType type : EventType.TRAFFIC) {
            filter(type).subscribe((old, now) -> check(type));
            tick(type).subscribe((old, now) -> check(type));
        }
    }

    /** Compiles what is written, elsewhere: the first time takes long enough to be noticed. */
    private void check(EventType type) {
        String text = filter(type).get();
        problem(type, "");
        if (!tick(type).get() || text.isBlank()) {
            return;
        }
        var unused = CompletableFuture.supplyAsync(
                        () -> DestinationChanges.filterProblem(new EventSource(type, text.strip(), List.of())),
                        background)
                .thenAcceptAsync(
                        found -> {
                            if (text.equals(filter(type).get()) && tick(type).get()) {
                                problem(type, found);
                            }
                        },
                        ui);
    }

    private void problem(EventType type, String sentence) {
        ReadOnlyStringWrapper problem = problems.get(type);
        if (problem != null) {
            problem.set(sentence);
        }
    }

    /** What is ticked: first what was before, in its order and with its fields, then what is new. */
    List<EventSource> sources() {
        List<EventSource> sources = new ArrayList<>();
        List<EventType> left = new ArrayList<>(List.of(EventType.values()));
        for (EventSource old : before) {
            left.remove(old.type());
            if (tick(old.type()).get()) {
                sources.add(new EventSource(old.type(), written(old.type()), old.fields()));
            }
        }
        left.stream()
                .filter(type -> tick(type).get())
                .forEach(type -> sources.add(new EventSource(type, written(type), List.of())));
        return sources;
    }

    private String written(EventType type) {
        return type.isTraffic() ? filter(type).get().strip() : "";
    }

    /** Whether nothing is known to be wrong. */
    boolean isRight() {
        return problems.values().stream().allMatch(p -> p.get().isEmpty());
    }

    /** Tells what was found wrong; answers whether it was with a filter. */
    boolean refuse(FieldProblem found) {
        for (EventType type : EventType.TRAFFIC) {
            if (found.field().equals(DestinationChanges.FILTER + type.wireName())) {
                problem(type, found.message());
                return true;
            }
        }
        return false;
    }

    /** Whether the events of a type are ticked. */
    BooleanProperty tick(EventType type) {
        BooleanProperty tick = ticks.get(type);
        if (tick == null) {
            throw new IllegalArgumentException(type.wireName());
        }
        return tick;
    }

    /** The filter on events of a type of traffic. */
    StringProperty filter(EventType type) {
        StringProperty filter = filters.get(type);
        if (filter == null) {
            throw new IllegalArgumentException(type.wireName());
        }
        return filter;
    }

    /** What is wrong with the filter on a type of traffic; empty if nothing is. */
    ReadOnlyStringProperty filterProblem(EventType type) {
        ReadOnlyStringWrapper problem = problems.get(type);
        if (problem == null) {
            throw new IllegalArgumentException(type.wireName());
        }
        return problem.getReadOnlyProperty();
    }
}
