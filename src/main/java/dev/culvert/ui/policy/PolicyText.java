package dev.culvert.ui.policy;

import dev.culvert.policy.text.TextEdit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A policy's text while it is edited: one text and one history of changes, however many panes change it. Line breaks are
 * {@code \n} only, as editors count them. For one thread.
 */
final class PolicyText {

    private static final int MOST_STEPS = 1_000;

    private final List<Consumer<TextEdit>> followers = new ArrayList<>();
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private String text;
    private boolean isRunOpen;

    /** A change, and what stood there before. */
    private record Step(TextEdit edit, String removed) {

        TextEdit back() {
            return new TextEdit(edit.start(), edit.start() + edit.replacement().length(), removed);
        }

        boolean isOneCharacter() {
            return edit.replacement().length() + removed.length() == 1;
        }

        /** Both as one, if the next one goes on where this one ended. */
        @Nullable Step joined(Step next) {
            TextEdit then = next.edit;
            boolean typesOn = removed.isEmpty()
                    && next.removed.isEmpty()
                    && then.start() == edit.start() + edit.replacement().length()
                    && !beginsWord(then.replacement());
            if (typesOn) {
                return new Step(TextEdit.insert(edit.start(), edit.replacement() + then.replacement()), "");
            }
            boolean deletes = edit.replacement().isEmpty() && then.replacement().isEmpty();
            if (deletes && then.end() == edit.start()) {
                return new Step(new TextEdit(then.start(), edit.end(), ""), next.removed + removed);
            }
            if (deletes && then.start() == edit.start()) {
                return new Step(new TextEdit(edit.start(), edit.end() + 1, ""), removed + next.removed);
            }
            return null;
        }

        private boolean beginsWord(String typed) {
            String before = edit.replacement();
            return typed.equals("\n")
                    || (Character.isWhitespace(before.charAt(before.length() - 1))
                            && !Character.isWhitespace(typed.charAt(0)));
        }
    }

    /** A text without a history. */
    PolicyText(String text) {
        this.text = withPlainBreaks(text);
    }

    /** The text with {@code \n} for every kind of line break. */
    static String withPlainBreaks(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The text now. */
    String text() {
        return text;
    }

    /** Calls the follower after every change, with the change. */
    void follow(Consumer<TextEdit> follower) {
        followers.add(follower);
    }

    /** Stops calling a follower. */
    void unfollow(Consumer<TextEdit> follower) {
        followers.remove(follower);
    }

    /** A change by typing: single characters one after the other are undone together, word by word. */
    void type(TextEdit edit) {
        change(edit, true);
    }

    /** A change that is undone by itself. */
    void apply(TextEdit edit) {
        change(edit, false);
    }

    /** Makes it another text by the smallest change; nothing happens if it is the same. */
    void become(String other) {
        TextEdit edit = TextEdit.between(text, withPlainBreaks(other));
        if (edit.start() != edit.end() || !edit.replacement().isEmpty()) {
            apply(edit);
        }
    }

    private void change(TextEdit edit, boolean typed) {
        Step step = new Step(edit, text.substring(edit.start(), edit.end()));
        boolean joins = typed && step.isOneCharacter();
        Step last = joins && isRunOpen ? done.peek() : null;
        Step joined = last == null ? null : last.joined(step);
        if (joined != null) {
            done.pop();
        }
        done.push(joined == null ? step : joined);
        if (done.size() > MOST_STEPS) {
            done.removeLast();
        }
        isRunOpen = joins;
        undone.clear();
        perform(edit);
    }

    /** Takes the last change back. Gives where the caret belongs; empty if there is nothing to undo. */
    OptionalInt undo() {
        Step step = done.poll();
        if (step == null) {
            return OptionalInt.empty();
        }
        undone.push(step);
        return again(step.back());
    }

    /** Makes the change again that was taken back last. */
    OptionalInt redo() {
        Step step = undone.poll();
        if (step == null) {
            return OptionalInt.empty();
        }
        done.push(step);
        return again(step.edit());
    }

    private OptionalInt again(TextEdit edit) {
        isRunOpen = false;
        perform(edit);
        return OptionalInt.of(edit.start() + edit.replacement().length());
    }

    boolean canUndo() {
        return !done.isEmpty();
    }

    boolean canRedo() {
        return !undone.isEmpty();
    }

    private void perform(TextEdit edit) {
        text = edit.apply(text);
        for (Consumer<TextEdit> follower : List.copyOf(followers)) {
            follower.accept(edit);
        }
    }

    /** Where an offset of the text before a change lies in the text after it. */
    static int moved(int offset, TextEdit edit) {
        if (offset <= edit.start()) {
            return offset;
        }
        int grown = edit.replacement().length() - (edit.end() - edit.start());
        return offset >= edit.end()
                ? offset + grown
                : Math.min(offset, edit.start() + edit.replacement().length());
    }
}
