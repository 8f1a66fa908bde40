package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A {@code --data-dir} that stands before the verb counts for the verb too. */
final class EarlierDataDirectory implements IDefaultValueProvider {

    /** What the nearest command before was given: picocli has read that when it comes to this one. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !option.longestName().equals(DataDirectory.OPTION)) {
            return null;
        }
        for (CommandSpec before = option.command().parent(); before != null; before = before.parent()) {
            OptionSpec same = before.findOption(DataDirectory.OPTION);
            if (same != null && same.getValue() != null) {
                return same.getValue().toString();
            }
        }
        return null;
    }
}
