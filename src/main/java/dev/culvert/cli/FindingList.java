package dev.culvert.cli;

import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.FindingOutline;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what was found in a policy. */
final class FindingList {

    private static final String NO_IP_POLICY = "ERR_NGROK_2216";

    private final String file;
    private final CheckedPolicy policy;

    FindingList(String file, CheckedPolicy policy) {
        this.file = file;
        this.policy = policy;
    }

    void print(Surroundings surroundings, boolean json) {
        if (policy.findings().stream().anyMatch(f -> f.code().equals(NO_IP_POLICY))) {
            surroundings
                    .err()
                    .println("This works without a gateway, where IP policies are kept, so no ipp_… is known here.");
        }
        if (json) {
            ArrayNode array = ApiClient.MAPPER.createArrayNode();
            FindingOutline.of(policy).forEach(finding -> array.add(json(finding)));
            JsonOutput.print(surroundings.out(), array);
            return;
        }
        if (policy.findings().isEmpty()) {
            surroundings.out().println(file + ": no findings");
        }
        policy.findings().forEach(f -> surroundings.out().println(PlainText.line(file + ":" + f)));
    }

    private ObjectNode json(Map<String, Object> finding) {
        ObjectNode json = ApiClient.MAPPER.createObjectNode().put("file", file);
        return json.setAll((ObjectNode) ApiClient.MAPPER.valueToTree(finding));
    }
}
