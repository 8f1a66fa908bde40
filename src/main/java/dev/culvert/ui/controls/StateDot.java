package dev.culvert.ui.controls;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A state in three ways at once: a colour, a shape and a word. */
public final class StateDot extends Label {

    private final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(this, "tone", Tone.QUIET);
    private final Region shape = new Region();

    /** A quiet dot without a word. */
    public StateDot() {
        getStyleClass().add("state-dot");
        shape.getStyleClass().add("shape");
        var holder = new StackPane(shape);
        holder.getStyleClass().add("holder");
        setGraphic(holder);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add(Tone.QUIET.styleClass());
        tone.subscribe((old, now) -> {
            getStyleClass().remove(old.styleClass());
            getStyleClass().add(now.styleClass());
        });
    }

    /** A dot with a word. */
    public StateDot(Tone tone, String word) {
        this();
        show(tone, word);
    }

    /** Changes both. */
    public void show(Tone tone, String word) {
        setTone(tone);
        setText(word);
    }

    /** What the state means. */
    public ObjectProperty<Tone> toneProperty() {
        return tone;
    }

    /** What the state means. */
    public Tone getTone() {
        return tone.get();
    }

    /** What the state means. */
    public void setTone(Tone value) {
        tone.set(value);
    }
}
