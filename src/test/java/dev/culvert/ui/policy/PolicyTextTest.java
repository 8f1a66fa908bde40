package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PolicyTextTest {

    private final PolicyText text = new PolicyText("");

    private void type(String typed) {
        for (int i = 0; i < typed.length(); i++) {
            text.type(TextEdit.insert(text.text().length(), typed.substring(i, i + 1)));
        }
    }

    @Test
    void typing_is_undone_word_by_word() {
        type("type: deny");
        assertThat(text.undo()).hasValue(6);
        assertThat(text.text()).isEqualTo("type: ");
        text.undo();
        assertThat(text.text()).isEmpty();
        assertThat(text.undo()).isEmpty();
        text.redo();
        text.redo();
        assertThat(text.text()).isEqualTo("type: deny");
        assertThat(text.redo()).isEmpty();
    }

    @Test
    void deleting_is_undone_at_once_whichever_way_it_went() {
        type("abcd");
        text.type(new TextEdit(3, 4, ""));
        text.type(new TextEdit(2, 3, ""));
        assertThat(text.undo()).hasValue(4);
        assertThat(text.text()).isEqualTo("abcd");
        text.type(new TextEdit(0, 1, ""));
        text.type(new TextEdit(0, 1, ""));
        assertThat(text.text()).isEqualTo("cd");
        text.undo();
        assertThat(text.text()).isEqualTo("abcd");
    }

    @Test
    void a_change_by_another_pane_is_a_step_of_its_own_in_the_same_history() {
        type("ab");
        text.apply(TextEdit.insert(1, "-"));
        type("c");
        assertThat(text.text()).isEqualTo("a-bc");
        text.undo();
        text.undo();
        assertThat(text.text()).isEqualTo("ab");
        type("!");
        assertThat(text.canRedo()).isFalse();
    }

    @Test
    void to_become_another_text_changes_what_differs_only() {
        List<TextEdit> seen = new ArrayList<>();
        var other = new PolicyText("one\r\ntwo\rthree");
        other.follow(seen::add);
        other.become("one\ntwo!\nthree");
        other.become("one\r\ntwo!\r\nthree");
        assertThat(seen).containsExactly(TextEdit.insert(7, "!"));
    }

    @Test
    void whatever_was_done_can_be_undone_and_done_again() {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            var some = new PolicyText("on_tcp_connect:\n  - name: x\n");
            String first = some.text();
            for (int i = 0; i < 30; i++) {
                int length = some.text().length();
                int start = random.nextInt(length + 1);
                int end = Math.min(length, start + random.nextInt(3));
                var edit = new TextEdit(start, end, "ab \n".substring(random.nextInt(4)));
                if (random.nextBoolean()) {
                    some.type(edit);
                } else {
                    some.apply(edit);
                }
            }
            String last = some.text();
            while (some.canUndo()) {
                some.undo();
            }
            assertThat(some.text()).isEqualTo(first);
            while (some.canRedo()) {
                some.redo();
            }
            assertThat(some.text()).isEqualTo(last);
        }
    }

    @Test
    void positions_move_with_the_characters_they_belong_to() {
        var edit = new TextEdit(4, 6, "xyz");
        assertThat(PolicyText.moved(3, edit)).isEqualTo(3);
        assertThat(PolicyText.moved(4, edit)).isEqualTo(4);
        assertThat(PolicyText.moved(5, edit)).isEqualTo(5);
        assertThat(PolicyText.moved(6, edit)).isEqualTo(7);
        assertThat(PolicyText.moved(9, edit)).isEqualTo(10);
        assertThat(PolicyText.moved(5, new TextEdit(4, 6, ""))).isEqualTo(4);
    }
}
