package dev.culvert.ui.controls.connection;

import dev.culvert.gateway.History;
import dev.culvert.gateway.Retention;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.SizeText;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Notices;
import dev.culvert.ui.common.Problems;
import dev.culvert.ui.common.UiContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** For how long ended connections are kept, as a user may change it. */
public final class RetentionViewModel {

    private record Now(Retention.Limits limits, long used, long connections) {}

    private final Retention retention;
    private final History history;
    private final Notices notices;
    private final Executor background;
    private final Executor ui;
    private final Messages texts = Messages.of(RetentionViewModel.class);
    private final StringProperty days = new SimpleStringProperty(this, "days", "");
    private final StringProperty size = new SimpleStringProperty(this, "size", "");
    private final ReadOnlyStringWrapper daysProblem = new ReadOnlyStringWrapper(this, "daysProblem", "");
    private final ReadOnlyStringWrapper sizeProblem = new ReadOnlyStringWrapper(this, "sizeProblem", "");
    private final ReadOnlyStringWrapper used = new ReadOnlyStringWrapper(this, "used", "");
    private final ReadOnlyBooleanWrapper savable = new ReadOnlyBooleanWrapper(this, "savable");
    private Retention.@Nullable Limits kept;

    /**
     * Knows nothing until {@link #refresh()}.
     *
     * @param ui takes what was read in the background
     */
    public RetentionViewModel(UiContext context, Executor ui) {
        this.retention = context.gateway().retention();
        this.history = context.gateway().history();
        this.notices = context.notices();
        this.background = context.background();
        this.ui = ui;
        days.subscribe((old, now) -> check());
        size.subscribe((old, now) -> check());
    }

    /** Reads what holds now; what was typed and not saved is lost. */
    public void refresh() {
        waiting(() -> new Now(retention.limits(), retention.usedBytes(), history.count()), now -> {
            kept = now.limits();
            days.set(Integer.toString(now.limits().days()));
            size.set(SizeText.format(now.limits().bytes()));
            used.set(texts.get("retention.used", now.connections(), Formats.bytes(now.used())));
            check();
        });
    }

    private void check() {
        long newDays = read(daysProblem, () -> {
            long number = number(days.get());
            retention.checkDays(number);
            return number;
        });
        long newSize = read(sizeProblem, () -> {
            long bytes = SizeText.parse(size.get());
            retention.checkBytes(bytes);
            return bytes;
        });
        Retention.Limits now = kept;
        savable.set(now != null && newDays >= 0 && newSize >= 0 && (newDays != now.days() || newSize != now.bytes()));
    }

    private long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidValue(texts.get("retention.days.wrong"));
        }
    }

    private static long read(ReadOnlyStringWrapper problem, Supplier<Long> reader) {
        try {
            long value = reader.get();
            problem.set("");
            return value;
        } catch (InvalidValue e) {
            problem.set(e.getMessage());
            return -1;
        }
    }

    /** Keeps what stands in the fields, if it is right and new. */
    public void save() {
        if (!savable.get()) {
            return;
        }
        long newDays = number(days.get());
        long newSize = SizeText.parse(size.get());
        waiting(
                () -> {
                    retention.setDays(newDays);
                    retention.setBytes(newSize);
                    return true;
                },
                done -> {
                    notices.done(texts.get("retention.saved"));
                    refresh();
                });
    }

    private <T> void waiting(Supplier<T> work, Consumer<T> then) {
        var unused = CompletableFuture.supplyAsync(work, background)
                .whenCompleteAsync(
                        (value, problem) -> {
                            if (problem == null) {
                                then.accept(value);
                            } else {
                                notices.problem(Problems.sentence(problem));
                            }
                        },
                        ui);
    }

    /** Days after their end; 0 for ever. */
    public StringProperty daysProperty() {
        return days;
    }

    /** How large the database may be; 0 for any size. */
    public StringProperty sizeProperty() {
        return size;
    }

    /** What is wrong with the days; empty if nothing is. */
    public ReadOnlyStringProperty daysProblemProperty() {
        return daysProblem.getReadOnlyProperty();
    }

    /** What is wrong with the size; empty if nothing is. */
    public ReadOnlyStringProperty sizeProblemProperty() {
        return sizeProblem.getReadOnlyProperty();
    }

    /** How many are kept and what they take, as a sentence. */
    public ReadOnlyStringProperty usedProperty() {
        return used.getReadOnlyProperty();
    }

    /** Whether there is something to save. */
    public ReadOnlyBooleanProperty savableProperty() {
        return savable.getReadOnlyProperty();
    }
}
