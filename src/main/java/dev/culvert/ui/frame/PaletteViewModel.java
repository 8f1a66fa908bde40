package dev.culvert.ui.frame;

import dev.culvert.ui.common.Command;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The commands that fit what is typed, the best first. */
final class PaletteViewModel {

    private final List<Command> commands;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<Command> shown = FXCollections.observableArrayList();

    PaletteViewModel(List<Command> commands) {
        this.commands = commands;
        typed.subscribe(this::find);
    }

    private void find() {
        shown.setAll(commands.stream()
                .map(command -> new Found(command, score(command)))
                .filter(found -> found.score().isPresent())
                .sorted(Comparator.comparingInt((Found found) -> found.score().orElse(0))
                        .reversed())
                .map(Found::command)
                .toList());
    }

    private OptionalInt score(Command command) {
        OptionalInt byText = FuzzyMatch.score(typed.get(), command.text());
        return byText.isPresent() ? byText : FuzzyMatch.score(typed.get(), command.text() + " " + command.hint());
    }

    private record Found(Command command, OptionalInt score) {}

    StringProperty typed() {
        return typed;
    }

    ObservableList<Command> shown() {
        return shown;
    }
}
