package dev.culvert.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert completion bash|zsh|fish}: what a shell needs to complete this program's words. */
@Command(
        name = CompletionCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which a shell completes commands and options.",
            "bash: source <(culvert completion bash)",
            "zsh:  source <(culvert completion zsh)",
            "fish: culvert completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {

    static final String NAME = "completion";

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell = Shell.bash;

    /** Shells as they are called. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        surroundings
                .out()
                .print(
                        switch (shell) {
                            case bash -> AutoComplete.bash("culvert", root);
                            case zsh -> zsh(AutoComplete.bash("culvert", root));
                            case fish -> FishCompletion.of(root);
                        });
        return 0;
    }

    /**
     * Picocli's script without what it changes in the user's shell: in a file that zsh loads when it is first needed the alias is
     * not heeded, and each Tab would print that there is no {@code compopt}.
     */
    private static String zsh(String script) {
        return "autoload -U +X bashcompinit && bashcompinit\n"
                + script.replace("  setopt COMPLETE_ALIASES\n", "").replace("  alias compopt=complete\n", "");
    }
}
