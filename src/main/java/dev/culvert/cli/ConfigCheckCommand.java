package dev.culvert.cli;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.gateway.config.ConfigFile;
import dev.culvert.policy.text.Finding;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code culvert config check FILE}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with a configuration file, as FILE:LINE:COLUMN.",
            "Works without a gateway, and so knows no IP policies and no other endpoints."
        })
final class ConfigCheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "Endpoints in ngrok's form, version 3.")
    private Path file = Path.of("culvert.yml");

    @Mixin
    private final JsonSwitch json = new JsonSwitch();

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        ConfigFile config = ConfigFile.read(ConfigText.of(file), DraftCheck.alone());
        if (json.chosen()) {
            ArrayNode array = ApiClient.MAPPER.createArrayNode();
            config.findings().forEach(f -> array.add(ConfigText.json(file, f)));
            JsonOutput.print(surroundings.out(), array);
        } else {
            for (Finding finding : config.findings()) {
                surroundings.out().println(PlainText.line(file + ":" + finding));
            }
            if (config.findings().isEmpty()) {
                int count = config.endpoints().size();
                surroundings
                        .out()
                        .println(file + ": " + (count == 1 ? "1 endpoint" : count + " endpoints") + ", no findings");
            }
        }
        return config.isUsable() ? 0 : 1;
    }
}
