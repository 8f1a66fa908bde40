package dev.culvert.ui.history.destinations;

import dev.culvert.model.event.EventType;
import dev.culvert.ui.common.Messages;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** Ticks for changes: a row for each thing, a column for each verb. */
final class ChangesGrid {

    private final WantedForm wanted;
    private final Messages texts = Messages.of(ChangesGrid.class);
    private boolean isWriting;

    ChangesGrid(WantedForm wanted) {
        this.wanted = wanted;
    }

    /** Fills a grid, and lets one box stand for all of them. */
    void fill(GridPane grid, CheckBox all) {
        for (int column = 0; column < Thing.VERBS.size(); column++) {
            var head = new Label(texts.get("verb." + Thing.VERBS.get(column)));
            head.getStyleClass().addAll("muted", "small");
            GridPane.setHalignment(head, HPos.CENTER);
            grid.add(head, column + 1, 0);
        }
        List<Thing> things = List.of(Thing.values());
        for (Thing thing : things) {
            int row = things.indexOf(thing) + 1;
            String name = texts.get(thing.key());
            grid.add(new Label(texts.get("form.thing", name)), 0, row);
            List<EventType> types = thing.types();
            for (int column = 0; column < types.size(); column++) {
                var box = new CheckBox();
                box.setId("want-" + types.get(column).wireName().replace(EventType.VERSION, ""));
                box.setAccessibleText(texts.get("wants.some", name, texts.get("verb." + Thing.VERBS.get(column))));
                box.selectedProperty().bindBidirectional(wanted.tick(types.get(column)));
                GridPane.setHalignment(box, HPos.CENTER);
                grid.add(box, column + 1, row);
            }
        }
        WantsText.changeTypes().forEach(type -> wanted.tick(type).subscribe(now -> sum(all)));
        all.setOnAction(e -> tickAll(all));
    }

    private void sum(CheckBox all) {
        if (isWriting) {
            return;
        }
        List<EventType> types = WantsText.changeTypes();
        long ticked = types.stream().filter(type -> wanted.tick(type).get()).count();
        all.setIndeterminate(ticked > 0 && ticked < types.size());
        all.setSelected(ticked == types.size());
    }

    private void tickAll(CheckBox all) {
        boolean is = all.isSelected();
        isWriting = true;
        WantsText.changeTypes().forEach(type -> wanted.tick(type).set(is));
        isWriting = false;
        sum(all);
    }
}
