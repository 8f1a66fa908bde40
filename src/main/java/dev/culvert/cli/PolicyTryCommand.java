package dev.culvert.cli;

import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.HttpTrial;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.TrialOutline;
import dev.culvert.policy.facts.Facts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert policy try FILE --client-ip IP}. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a traffic policy would do with a connection, and why. Nothing is connected, nothing has been counted"
                    + " before, and a TLS handshake is not made but taken as done.",
            PolicySource.ALONE
        })
final class PolicyTryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final PolicySource source = new PolicySource();

    @Mixin
    private final TrialOptions connection = new TrialOptions();

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Option(names = "--json", description = "Prints the decision, or the findings of a policy with errors, as JSON.")
    private boolean json;

    PolicyTryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        CheckedPolicy policy = source.check(surroundings);
        if (policy.program().isEmpty()) {
            new FindingList(source.name(), policy).print(surroundings, json);
            return 1;
        }
        PolicyProgram program = policy.program().get();
        Facts facts = connection.facts();
        PolicyTrial trial = PolicyTrial.of(policy.document(), program, facts);
        HttpTrial http = request.request(facts, trial.tls() != null)
                .flatMap(head -> HttpTrial.of(policy.document(), program, facts, trial, head, request.response()))
                .orElse(null);
        if (json) {
            JsonOutput.print(surroundings.out(), ApiClient.MAPPER.valueToTree(TrialOutline.of(trial, http)));
        } else {
            new TrialText(source.name(), trial, http).lines().forEach(surroundings.out()::println);
        }
        return trial.isDecided() && (http == null || http.open() == null) ? 0 : 1;
    }
}
