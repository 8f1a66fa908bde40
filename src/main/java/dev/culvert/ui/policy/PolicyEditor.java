package dev.culvert.ui.policy;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

/**
 * The text of a policy as an editor: line numbers, colours, findings underlined. Only what is in view is coloured. Shows
 * the draft until it is closed.
 */
final class PolicyEditor extends StackPane implements Subscription {

    private final PolicyViewModel policy;
    private final PolicyText text;
    private final CodeArea area = new CodeArea();
    private final Colouring colouring;
    private final Consumer<TextEdit> follower = this::follow;
    private final ListChangeListener<Finding> recolour = change -> colourSoon();
    private final Gutter gutter;
    private boolean isFollowing;
    private boolean isColouring;

    PolicyEditor(PolicyViewModel policy) {
        this.policy = policy;
        this.text = policy.text();
        this.colouring = new Colouring(text, policy.findings());
        this.gutter = new Gutter(policy.findings());
        area.setId("policyText");
        area.getStyleClass().add("policy-text");
        area.setAccessibleText(Messages.of(PolicyEditor.class).get("editor"));
        area.replaceText(text.text());
        area.moveTo(0);
        // the draft has the history, which knows what other panes change, too
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.setParagraphGraphicFactory(gutter::node);
        area.plainTextChanges().subscribe(this::typed);
        area.viewportDirtyEvents().subscribe(event -> colourSoon());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        text.follow(follower);
        policy.findings().addListener(recolour);
        getStyleClass().add("policy-editor");
        getChildren().add(new VirtualizedScrollPane<>(area));
        colourSoon();
    }

    CodeArea area() {
        return area;
    }

    private void typed(PlainTextChange change) {
        if (!isFollowing) {
            isFollowing = true;
            text.type(new TextEdit(change.getPosition(), change.getRemovalEnd(), change.getInserted()));
            isFollowing = false;
        }
        colourSoon();
    }

    private void follow(TextEdit edit) {
        colouring.forget();
        if (!isFollowing) {
            isFollowing = true;
            area.replaceText(edit.start(), edit.end(), edit.replacement());
            isFollowing = false;
        }
    }

    private void colourSoon() {
        if (!isColouring) {
            isColouring = true;
            // what is in view is known after the layout
            FxThread.INSTANCE.later(this::colour);
        }
    }

    private void colour() {
        isColouring = false;
        int count = area.getParagraphs().size();
        int visible = area.getVisibleParagraphs().size();
        if (visible == 0) {
            return;
        }
        int first = Math.clamp(area.firstVisibleParToAllParIndex(), 0, count - 1);
        int last = Math.clamp(area.lastVisibleParToAllParIndex(), first, count - 1);
        gutter.refresh();
        for (int paragraph = first; paragraph <= last; paragraph++) {
            int start = area.getAbsolutePosition(paragraph, 0);
            int length = area.getParagraphLength(paragraph);
            if (length > 0) {
                var wanted = colouring.of(start, start + length);
                if (!wanted.equals(area.getStyleSpans(paragraph))) {
                    area.setStyleSpans(start, wanted);
                }
            }
        }
    }

    private void pressed(KeyEvent event) {
        boolean shortcut = event.isShortcutDown();
        KeyCode code = event.getCode();
        if (shortcut && code == KeyCode.Z) {
            move(event.isShiftDown() ? text.redo() : text.undo());
        } else if (shortcut && code == KeyCode.Y) {
            move(text.redo());
        } else if (shortcut && (code == KeyCode.SLASH || code == KeyCode.DIVIDE)) {
            edit(Indentation.comment(
                    text.text(),
                    area.getSelection().getStart(),
                    area.getSelection().getEnd()));
        } else if (!shortcut && code == KeyCode.TAB) {
            tab(event.isShiftDown());
        } else if (!shortcut && code == KeyCode.BACK_SPACE && indent() > 0) {
            edit(Indentation.shift(text.text(), area.getCaretPosition(), area.getCaretPosition(), -2));
        } else if (!shortcut && !event.isShiftDown() && code == KeyCode.ENTER && !event.isAltDown()) {
            breakLine();
        } else if (event.isAltDown() && code == KeyCode.ENTER) {
            mend(policy.fixAt(area.getCaretPosition()));
        } else {
            return;
        }
        event.consume();
    }

    /** How many blanks stand before the caret, if nothing else does in its line; else 0. */
    private int indent() {
        int caret = area.getCaretPosition();
        String before = text.text().substring(Indentation.startOfLine(text.text(), caret), caret);
        return area.getSelection().getLength() == 0 && before.isBlank() ? before.length() : 0;
    }

    private void breakLine() {
        int start = area.getSelection().getStart();
        String indent = Indentation.after(text.text(), start);
        TextEdit edit = new TextEdit(start, area.getSelection().getEnd(), "\n" + indent);
        text.apply(edit);
        move(OptionalInt.of(start + 1 + indent.length()));
    }

    private void tab(boolean back) {
        int start = area.getSelection().getStart();
        int end = area.getSelection().getEnd();
        if (!back && start == end) {
            String spaces = "  ".substring((start - Indentation.startOfLine(text.text(), start)) % 2);
            text.apply(TextEdit.insert(start, spaces));
            move(OptionalInt.of(start + spaces.length()));
        } else {
            edit(Indentation.shift(text.text(), start, end, back ? -2 : 2));
        }
    }

    /** Makes a change of lines; the selection stays with the same characters. */
    private void edit(TextEdit edit) {
        boolean hasSelection = area.getSelection().getLength() > 0;
        int caret = area.getCaretPosition();
        int fromEnd = text.text().length() - caret;
        text.apply(edit);
        if (hasSelection) {
            area.selectRange(edit.start(), edit.start() + edit.replacement().length());
        } else {
            area.moveTo(Math.clamp(
                    text.text().length() - fromEnd, edit.start(), text.text().length()));
        }
    }

    /** Mends what a finding is about. */
    void mend(@Nullable QuickFix fix) {
        if (fix != null) {
            text.apply(fix.edit());
            move(OptionalInt.of(fix.edit().start() + fix.edit().replacement().length()));
            area.requestFocus();
        }
    }

    void move(OptionalInt caret) {
        caret.ifPresent(at -> {
            area.moveTo(at);
            area.requestFollowCaret();
        });
    }

    void undo() {
        move(text.undo());
    }

    void redo() {
        move(text.redo());
    }

    /** Selects a range and brings it into view. */
    void show(TextRange range) {
        int length = text.text().length();
        int start = Math.min(range.start(), length);
        int end = Math.min(range.end(), length);
        area.selectRange(end, start);
        int line = area.getCurrentParagraph();
        area.showParagraphInViewport(line);
        area.requestFollowCaret();
    }

    /** The style classes at an offset, for tests. */
    Collection<String> stylesAt(int offset) {
        return List.copyOf(area.getStyleOfChar(offset));
    }

    @Override
    public void close() {
        text.unfollow(follower);
        policy.findings().removeListener(recolour);
        area.dispose();
    }
}
