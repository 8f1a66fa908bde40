package dev.culvert.policy.action;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import dev.culvert.policy.run.HttpRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code add-headers}: adds headers to the request before it goes on, or to the response. */
final class AddHeaders implements ActionDeclaration {

    private static final String HOST = "host";
    private static final ActionType TYPE = ActionType.onHttp(
                    "add-headers",
                    "Adds headers to the request or the response, beside those of the same name; host is replaced.",
                    false,
                    Field.of("headers", FieldType.HEADERS, "Header names and values")
                            .mandatory()
                            .withExpressions()
                            .between(1, 10))
            .in(Phase.ON_HTTP_RESPONSE);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        HeaderTemplates added = HeaderTemplates.compile(config, "headers");
        return (HttpAction) run -> {
            HeaderList headers = added.headers(run);
            add(headers, run);
            if (run.keepsResults()) {
                run.result("add_headers.headers_added", byName(headers));
            }
            if (run.isTraced()) {
                run.note("adds " + headers);
            }
            return null;
        };
    }

    private static void add(HeaderList headers, HttpRun run) {
        boolean toRequest = run.response() == null;
        HeaderList changed = run.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (toRequest && headers.name(i).equals(HOST)) {
                RequestHead request = run.request().with(changed);
                run.change(request.to(request.scheme(), headers.value(i), request.target()));
                changed = run.headers();
            } else {
                changed = changed.with(headers.name(i), headers.value(i));
            }
        }
        run.change(changed);
    }

    private static Map<String, Object> byName(HeaderList headers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            values.put(headers.name(i), headers.value(i));
        }
        return values;
    }
}
