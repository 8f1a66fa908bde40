package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.store.Store;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There are only so many IP policies, and rules in one. */
final class IpPolicyLimitsTest {

    @TempDir
    Path directory;

    @Test
    void one_too_many_is_refused_until_another_is_deleted() {
        var registry = registry(Store.open(directory));
        String first = registry.create("first", "").id();
        String second = registry.create("second", "").id();
        assertRefused(() -> registry.create("third", ""), "ERR_NGROK_1411", "There are 2 IP policies");

        String rule = registry.createRule(first, "10.0.0.0/8", "allow", "", "").id();
        registry.createRule(second, "10.0.0.0/8", "allow", "", "");
        assertRefused(
                () -> registry.createRule(first, "11.0.0.0/8", "allow", "", ""),
                "ERR_NGROK_1417",
                "This IP policy has 1 rules");

        registry.deleteRule(rule);
        registry.createRule(first, "11.0.0.0/8", "allow", "", "");
        registry.delete(second);
        registry.create("third", "");
    }

    private static IpPolicyRegistry registry(Store store) {
        return new IpPolicyRegistry(store.ipPolicies(), new EventDesk(store).audit(), 2, 1);
    }

    private static void assertRefused(ThrowingCallable call, String code, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        r -> assertThat(r.problems()).singleElement().satisfies(p -> {
                            assertThat(p.code()).isEqualTo(code);
                            assertThat(p.message()).startsWith(words).endsWith("delete one first.");
                        }));
    }
}
