package dev.culvert.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Writing a traffic policy by mouse and keyboard. */
final class PolicyEditingTest extends PolicyTabRig {

    @Test
    void what_is_wrong_is_underlined_and_listed_as_typed_and_undo_takes_it_back() {
        live(DENY);
        show();
        await().until(() -> text().equals(DENY));
        robot.clickOn("#policyText");
        fx(() -> {
            area().moveTo(DENY.indexOf("deny") + 2);
            return true;
        });
        robot.write("n");
        await().until(() -> findings() == 1);
        await().until(() -> styles(DENY.indexOf("deny")).contains("found-error"));
        assertThat(styles(DENY.indexOf("name"))).containsExactly("key");
        assertThat(isDisabled("#apply")).isTrue();
        shortcut(KeyCode.Z);
        await().until(() -> text().equals(DENY) && findings() == 0);
        assertThat(styles(DENY.indexOf("deny"))).doesNotContain("found-error");
    }

    @Test
    void completion_writes_what_was_chosen() {
        show();
        robot.clickOn("#write");
        await().until(() -> isFocused("#policyText"));
        await().until(() -> {
            robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
            return fx(() -> robot.lookup("#completions").tryQuery().isPresent());
        });
        robot.type(KeyCode.ENTER);
        await().until(() -> text().equals("on_tcp_connect:\n  - "));
        robot.write("act");
        robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.type(KeyCode.TAB);
        await().until(() -> text().equals("on_tcp_connect:\n  - actions:\n      - type: "));
        robot.press(KeyCode.CONTROL).type(KeyCode.SPACE).release(KeyCode.CONTROL);
        robot.write("clo");
        robot.type(KeyCode.ENTER);
        await().until(() -> text().endsWith("type: close-connection"));
        await().until(() -> !isDisabled("#apply"));
    }

    @Test
    void who_cuts_all_the_text_goes_on_writing_and_who_undoes_all_is_offered_recipes() {
        show();
        robot.clickOn("#recipe-BLOCK_LIST");
        await().until(() -> isFocused("#policyText") && text().contains("block list"));
        shortcut(KeyCode.A);
        robot.type(KeyCode.DELETE);
        assertThat(isVisible("#work")).isTrue();
        robot.write("on");
        await().until(() -> text().equals("on"));
        shortcut(KeyCode.Z);
        shortcut(KeyCode.Z);
        await().until(() -> text().contains("block list"));
        assertThat(isDisabled("#undo")).isFalse();
        shortcut(KeyCode.Z);
        await().until(() -> isVisible("#empty"));
        assertThat(isDisabled("#undo")).isTrue();
    }

    @Test
    void to_apply_waits_for_the_check_that_goes_on() {
        live(DENY);
        show();
        await().until(() -> text().equals(DENY));
        robot.clickOn("#policyText");
        shortcut(KeyCode.END);
        robot.write("#");
        shortcut(KeyCode.ENTER);
        await().until(() -> find("#confirm") != null);
    }

    @Test
    void a_draft_is_kept_while_it_is_written() {
        live(DENY);
        show();
        await().until(() -> text().equals(DENY));
        robot.clickOn("#policyText");
        shortcut(KeyCode.END);
        robot.write("# mine");
        await().until(() -> desktop.settings()
                .get("policy.draft." + db.id().value())
                .orElse("")
                .equals(DENY + "# mine"));
    }

    @Test
    void f6_goes_round_and_backspace_takes_an_indent_away() {
        live("on_tcp_connect:\n  - actions:\n      - type: restrict-ips\n        config: {deny: [10.0.0.0/8]}\n");
        show();
        await().until(() -> findings() > 0);
        robot.clickOn("#policyText");
        shortcut(KeyCode.END);
        robot.write("    ");
        robot.type(KeyCode.BACK_SPACE);
        await().until(() -> text().endsWith("]}\n  "));
        robot.type(KeyCode.F6);
        await().until(() -> isFocused("#findings"));
        robot.type(KeyCode.F6);
        await().until(() -> isFocused("#tryIt"));
        robot.type(KeyCode.F6);
        await().until(() -> isFocused("#undo"));
        robot.press(KeyCode.SHIFT).type(KeyCode.F6).release(KeyCode.SHIFT);
        await().until(() -> isFocused("#tryIt"));
        robot.type(KeyCode.F6, 2);
        await().until(() -> isFocused("#policyText"));
    }

    @Test
    void a_quick_fix_mends_and_can_be_undone() {
        String denyOnly =
                "on_tcp_connect:\n  - actions:\n      - type: restrict-ips\n        config: {deny: [10.0.0.0/8]}\n";
        live(denyOnly);
        show();
        await().until(() -> findings() > 0);
        fx(() -> {
            area().requestFocus();
            area().moveTo(denyOnly.indexOf("restrict-ips") + 1);
            return true;
        });
        await().until(() -> {
            robot.press(KeyCode.ALT).type(KeyCode.ENTER).release(KeyCode.ALT);
            return text().contains("allow");
        });
        shortcut(KeyCode.Z);
        await().until(() -> text().equals(denyOnly));
    }

    @Test
    void find_and_replace() {
        live(DENY);
        show();
        robot.clickOn("#policyText");
        shortcut(KeyCode.F);
        await().until(() -> isFocused("#findText"));
        robot.write("NOBODY");
        await().until(() -> fx(() -> area().getSelectedText()).equals("nobody"));
        robot.clickOn("#replaceText").write("none");
        robot.clickOn("#replaceAll");
        await().until(() -> text().contains("name: none\n"));
        robot.type(KeyCode.ESCAPE);
        await().until(() -> isFocused("#policyText"));
    }
}
