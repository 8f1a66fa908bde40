package dev.culvert.ui.addresses;

import dev.culvert.model.FieldProblem;
import dev.culvert.ui.common.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The fields of a dialog, what is wrong with each, and whether an answer is awaited. For the JavaFX thread. */
final class Form {

    private final Executor fx;
    private final Map<String, StringProperty> texts = new HashMap<>();
    private final Map<String, ReadOnlyStringWrapper> problems = new HashMap<>();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final BooleanProperty busy = new SimpleBooleanProperty();

    /** Without fields yet; what a gateway answers is taken on that thread. */
    Form(Executor fx) {
        this.fx = fx;
    }

    /** Adds a field, by the name that the gateway's problems have for it. */
    Form with(String field, String text) {
        var property = new SimpleStringProperty(text);
        texts.put(field, property);
        problems.put(field, new ReadOnlyStringWrapper(""));
        // what is written anew is not wrong before it is sent
        property.subscribe((old, now) -> problem(field, ""));
        return this;
    }

    private void problem(String field, String sentence) {
        ReadOnlyStringWrapper problem = problems.get(field);
        if (problem != null) {
            problem.set(sentence);
        }
        failure.set("");
    }

    /** What is written in a field. */
    StringProperty text(String field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    /** What is wrong with a field; empty if nothing is. */
    ReadOnlyStringProperty problem(String field) {
        ReadOnlyStringWrapper problem = problems.get(field);
        if (problem == null) {
            throw new IllegalArgumentException(field);
        }
        return problem.getReadOnlyProperty();
    }

    /** What is wrong with no field; empty if nothing is. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** Whether an answer is awaited. */
    BooleanProperty busy() {
        return busy;
    }

    /** Waits for what comes of a change, and tells what is wrong at its fields. */
    <T> void settle(CompletableFuture<T> change, Consumer<T> done) {
        busy.set(true);
        var unused = change.whenCompleteAsync(
                (value, problem) -> {
                    busy.set(false);
                    if (problem == null) {
                        done.accept(value);
                    } else {
                        show(problem);
                    }
                },
                fx);
    }

    private void show(Throwable thrown) {
        problems.values().forEach(p -> p.set(""));
        boolean isOfField = false;
        for (FieldProblem found : Problems.ofFields(thrown)) {
            if (problems.containsKey(found.field())) {
                problem(found.field(), found.message());
                isOfField = true;
            }
        }
        failure.set(isOfField ? "" : Problems.sentence(thrown));
    }
}
