package dev.culvert.policy.action;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code remove-headers}: takes headers out of the request before it goes on, or out of the response. */
final class RemoveHeaders implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onHttp(
                    "remove-headers",
                    "Takes headers out of the request or the response.",
                    false,
                    Field.of("headers", FieldType.TEXTS, "Header names")
                            .mandatory()
                            .between(1, 10))
            .in(Phase.ON_HTTP_RESPONSE);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        List<String> names = new ArrayList<>();
        for (ScalarNode node : config.scalars("headers")) {
            String name = node.text().toLowerCase(Locale.ROOT);
            if (name.equals("host") && config.phase() == Phase.ON_HTTP_REQUEST) {
                config.findings()
                        .error(398, node.range(), "A request needs its host; give it another with add-headers.");
            } else if (names.contains(name)) {
                config.findings().error(2231, node.range(), "'" + name + "' stands here twice; remove one.");
            } else if (HeaderRules.allowsName(node, config)) {
                names.add(name);
            }
        }
        return (HttpAction) run -> {
            HeaderList headers = run.headers();
            List<String> removed = new ArrayList<>();
            for (String name : names) {
                HeaderList fewer = headers.without(name);
                if (!fewer.equals(headers)) {
                    removed.add(name);
                }
                headers = fewer;
            }
            run.change(headers);
            if (run.keepsResults()) {
                run.result("remove_headers.headers_removed", removed);
            }
            if (run.isTraced()) {
                run.note(removed.isEmpty() ? "has none of them" : "removes " + String.join(", ", removed));
            }
            return null;
        };
    }
}
