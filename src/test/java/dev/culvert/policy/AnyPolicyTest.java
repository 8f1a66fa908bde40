package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.document.MutatedTexts;
import dev.culvert.policy.run.PolicyState;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dpolicy.mutations=N} for another number. */
final class AnyPolicyTest {

    private static final int MUTATIONS = Integer.getInteger("policy.mutations", 100_000) / 20;

    @Test
    void any_text_is_checked_and_what_can_run_decides() {
        var texts = new MutatedTexts(new Random(43));
        int runnable = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = texts.next();
            try {
                CheckedPolicy checked = Samples.CHECK.check(text, EndpointKind.AGENT);
                assertThat(checked.isRunnable()).isEqualTo(checked.firstError().isEmpty());
                if (checked.isRunnable()) {
                    runnable++;
                    assertThat(checked.program()
                                    .orElseThrow()
                                    .evaluate(Samples.client("1.2.3.4"), new PolicyState())
                                    .start())
                            .isNotNull();
                    assertThat(Http.begin(
                                    checked.program().orElseThrow(), Http.get("http://h.example/a?b=c", "x-a", "GET")))
                            .isNotEmpty();
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("on: " + text, e);
            }
        }
        assertThat(runnable).isBetween(1, MUTATIONS - 1);
    }
}
