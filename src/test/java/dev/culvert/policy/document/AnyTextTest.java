package dev.culvert.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.TextRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dpolicy.mutations=N} for another number. */
final class AnyTextTest {

    private static final int MUTATIONS = Integer.getInteger("policy.mutations", 100_000);

    @Test
    void any_text_gives_findings_and_never_an_exception() {
        var texts = new MutatedTexts(new Random(42));
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = texts.next();
            refused += read(text) ? 1 : 0;
        }
        assertThat(refused).as("the mutations break something").isGreaterThan(MUTATIONS / 4);
        assertThat(refused).as("and not everything").isLessThan(MUTATIONS);
    }

    private static boolean read(String text) {
        var findings = new Findings();
        try {
            PolicyDocument.read(text, findings);
        } catch (RuntimeException | StackOverflowError e) {
            fail("on: " + text, e);
        }
        for (Finding finding : findings.sorted()) {
            TextRange range = finding.range();
            assertThat(range.start()).isBetween(0, range.end());
            assertThat(range.end()).isLessThanOrEqualTo(text.length());
            assertThat(finding.message()).isNotBlank();
        }
        return findings.hasErrors();
    }
}
