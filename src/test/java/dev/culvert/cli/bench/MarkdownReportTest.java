package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void ratiosStandBeforeFigures() {
        List<String> lines = new MarkdownReport(Reports.connections()).lines();

        assertThat(lines)
                .containsSubsequence(
                        "## Culvert beside the others",
                        "|  | better is | ÷ direct | ÷ HAProxy |",
                        "|---|---|---:|---:|",
                        "| connections/s | more | 0.65 (0.50..0.80) | 1.25 |",
                        "| CPU µs/connection | less | – | 1.25 |",
                        "## Figures",
                        "|  | direct | Culvert | HAProxy |",
                        "|---|---:|---:|---:|",
                        "| connections/s | 1500 (1000..2000) | 1050 (500..1600) | 400 |",
                        "| CPU µs/connection | – | 40.0 | 32.0 |");
    }

    @Test
    void whatItWasMeasuredOnAndHowIsSaid() {
        assertThat(String.join("\n", new MarkdownReport(Reports.connections()).lines()))
                .contains(
                        "2030-01-31 09:05 UTC",
                        "A | Processor, 2 cores, 2048 MiB; Some Linux 12, kernel 6.1; Some VM 25",
                        "direct, Culvert 9.8.7, HAProxy 2.6.12",
                        "nginx is not installed; install it.",
                        "traffic policy of `office.yml`",
                        "2 rounds, 0.5 s a measurement",
                        "Other programs used 4 % of the CPU time meanwhile\n",
                        "share this machine",
                        "- Round 2, connections, HAProxy: not a byte came through.");
    }

    @Test
    void aloneThereIsNothingToDivideBy() {
        String text = String.join("\n", new MarkdownReport(Reports.directAlone()).lines());

        assertThat(text)
                .doesNotContain("beside", "÷", "traffic policy")
                .contains("| µs p50 at 2000 requests/s | 31.3 |");
    }

    @Test
    void aBenchmarkCutShortSaysSo() {
        assertThat(String.join("\n", new MarkdownReport(Reports.directAlone()).lines()))
                .contains("1 of 5 rounds", "used 35 % of the CPU time meanwhile, which is much", "It was stopped.");
    }
}
