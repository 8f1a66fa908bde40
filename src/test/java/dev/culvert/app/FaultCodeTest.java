package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FaultCodeTest {

    private static RuntimeException here(String message) {
        return new IllegalStateException(message);
    }

    private static RuntimeException elsewhere(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void the_same_fault_has_the_same_code_whatever_it_says() {
        assertThat(FaultCode.of(here("port 1"))).matches("C-[0-9A-Z]{6}").isEqualTo(FaultCode.of(here("port 2")));
    }

    @Test
    void a_fault_of_another_place_or_kind_has_another() {
        assertThat(FaultCode.of(here("x")))
                .isNotEqualTo(FaultCode.of(elsewhere("x")))
                .isNotEqualTo(FaultCode.of(new IllegalArgumentException("x")));
    }

    @Test
    void the_cause_counts_and_not_its_wrapping() {
        assertThat(FaultCode.of(new RuntimeException(here("x")))).isEqualTo(FaultCode.of(here("x")));
    }

    @Test
    void a_cause_that_is_its_own_cause_ends() {
        var inner = new RuntimeException();
        var outer = new RuntimeException(inner);
        inner.initCause(outer);
        assertThat(FaultCode.of(outer)).startsWith("C-");
    }
}
