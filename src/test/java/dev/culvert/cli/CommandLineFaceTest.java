package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineFaceTest {

    private final TestLauncher launcher = new TestLauncher();

    @TempDir
    Path directory;

    @Test
    void withoutAVerbTheDesktopRunsAndGivesTheExitCode() {
        var run = CommandRun.of(launcher, directory);

        assertThat(run.code()).isEqualTo(7);
        assertThat(launcher.desktops())
                .containsExactly(
                        new LaunchOptions(directory, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4040)));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void withoutADisplayItSaysSoAndServes() {
        launcher.obstruct("There is no display.");
        launcher.refuse("Not today.");

        var run = CommandRun.of(launcher, directory);

        assertThat(launcher.desktops()).isEmpty();
        assertThat(launcher.served()).hasSize(1);
        assertThat(run.err()).contains("There is no display. The gateway runs without a window", "Not today.");
    }

    @Test
    void theOptionsOfTheDesktop() {
        CommandRun.of(launcher, directory, "--data-dir", "/elsewhere", "--api-addr", "[::1]:0");

        assertThat(launcher.desktops())
                .containsExactly(new LaunchOptions(
                        Path.of("/elsewhere"), new InetSocketAddress(InetAddress.ofLiteral("::1"), 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "completion bash", "completion fish"})
    void whatTellsOfAllCommandsKnowsThem(String asked) {
        assertThat(CommandRun.of(launcher, directory, asked.split(" ")).out())
                .contains("serve", "tcp", "start", "connections", "diagnose", "bench");
    }

    @Test
    void ofAMisspeltCommandItSaysWhichIsMeant() {
        assertThat(CommandRun.of(launcher, directory, "conections").err()).contains("Did you mean", "connections");
    }

    @Test
    void theDesktopBeginsHiddenOnlyWhereThatIsWritten() {
        CommandRun.of(launcher, directory, "--hidden");
        assertThat(launcher.lastWasHidden()).isTrue();
        CommandRun.of(launcher, directory);
        assertThat(launcher.lastWasHidden()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "tcp",
                "api",
                "api endpoints",
                "api endpoints create",
                "api endpoints list",
                "api endpoints get",
                "api endpoints update",
                "api endpoints delete",
                "api ip-policies",
                "api ip-policies create",
                "api ip-policies delete",
                "api ip-policy-rules",
                "api ip-policy-rules update",
                "connections",
                "connections kill",
                "policy",
                "policy check",
                "policy try",
                "policy replay",
                "policy schema",
                "bench",
                "bench load",
                "bench upstream"
            })
    void everyVerbHasHelpAndAVersion(String verb) {
        var help = CommandRun.of(launcher, directory, words(verb, "--help"));
        var version = CommandRun.of(launcher, directory, words(verb, "--version"));

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith(("Usage: culvert " + verb).strip()).contains("--help", "--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).isEqualTo("culvert 9.8.7" + System.lineSeparator());
    }

    private static String[] words(String verb, String last) {
        return (verb + " " + last).strip().split(" ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dance                              | 'dance'                  | culvert --help",
                "--colour                           | '--colour'               | culvert --help",
                "serve --api-addr nowhere           | '--api-addr'             | HOST:PORT",
                "serve --api-addr 127.0.0.1:70000   | '--api-addr'             | HOST:PORT",
                "serve --api-addr no.host.invalid:1 | '--api-addr'             | 'no.host.invalid' is unknown",
                "serve --data-dir                   | '--data-dir'             | culvert serve --help",
                "tcp                                | 'UPSTREAM'               | culvert tcp --help",
                "tcp 1 2                            | '2'                      | culvert tcp --help",
                "tcp 1 --pooling-enabled=perhaps    | '--pooling-enabled'      | culvert tcp --help",
                "tcp 1 --max-connections many       | '--max-connections'      | write a whole number",
                "tcp 1 --max-connections=-2         | '--max-connections'      | write a whole number",
                "tcp 1 --traffic-policy-file /no/x  | --traffic-policy-file    | /no/x",
                "tcp 1 --traffic-policy a --traffic-policy-file b | --traffic-policy or --traffic-policy-file | not both",
                "tcp 1 --api-url ftp://x            | '--api-url'              | http://127.0.0.1:4040",
                "api                                | endpoints                | culvert api --help",
                "api endpoints                      | create, list, get        | culvert api endpoints --help",
                "api endpoints get                  | 'ID'                     | culvert api endpoints get --help",
                "api ip-policies                    | create, list, get        | culvert api ip-policies --help",
                "api ip-policy-rules create         | '--action=allow|deny'    | culvert api ip-policy-rules create --help",
                "connections --limit x              | '--limit'                | write a whole number",
                "connections kill                   | 'ID'                     | culvert connections kill --help"
            })
    void whatIsWrittenWronglyIsNamed(String args, String named, String advice) {
        var run = CommandRun.of(launcher, directory, args.strip().split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(named, advice);
        assertThat(run.out()).isEmpty();
        assertThat(launcher.served()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api endpoints create",
                "api endpoints list",
                "api endpoints get x",
                "api endpoints update x",
                "api endpoints delete x",
                "connections",
                "api ip-policies list",
                "api ip-policy-rules get x",
                "connections kill x"
            })
    void whereNoGatewayRunsItSaysHowToStartOne(String args) {
        var run = CommandRun.of(launcher, directory, args.split(" "));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("No Culvert is running", directory.toString(), "'culvert serve'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void thePublicDoorLeadsToTheSame() {
        var out = new StringWriter();

        int code = CommandLineFace.run(launcher, "1.0", new PrintWriter(out), new PrintWriter(out), "--version");

        assertThat(code).isZero();
        assertThat(out.toString().strip()).isEqualTo("culvert 1.0");
    }
}
