package dev.culvert.policy.action;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import dev.culvert.policy.run.HttpRun;
import dev.culvert.policy.run.Outcome;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code custom-response}: answers instead of the upstream, or puts another response in place of the upstream's. */
final class CustomResponse implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onHttp(
                    "custom-response",
                    "Answers the request itself; on_http_response still runs over the answer.",
                    true,
                    Field.of("status_code", FieldType.INTEGER, "The status of the answer")
                            .otherwise(200L)
                            .between(200, 599),
                    Field.of("body", FieldType.TEXT, "The body of the answer").withExpressions(),
                    Field.of(
                                    "headers",
                                    FieldType.HEADERS,
                                    "Headers of the answer; content-type is found out if not given")
                            .withExpressions()
                            .between(0, 10))
            .in(Phase.ON_HTTP_RESPONSE);

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        int status = Math.toIntExact(config.integer("status_code"));
        HeaderTemplates headers = HeaderTemplates.compile(config, "headers");
        Template body = config.template("body").orElse(null);
        boolean isEmpty = body == null || (body.isConstant() && body.constant().isEmpty());
        if (!isEmpty && (status == 204 || status == 304)) {
            config.findings()
                    .error(
                            3604,
                            config.rangeOf("body"),
                            "A response of status " + status + " has no body; remove 'body', or use another status.");
        }
        var recipe = new Recipe(status, headers, body);
        if (!headers.isConstant() || (body != null && !body.isConstant())) {
            return (HttpAction) run -> new Outcome.Answer(recipe.computed(run));
        }
        Outcome answer = new Outcome.Answer(recipe.answer(headers.constant(), body == null ? "" : body.constant()));
        return run -> answer;
    }

    private record Recipe(
            int status, HeaderTemplates headers, @Nullable Template body) {

        HttpAnswer computed(HttpRun run) throws ExpressionFailure {
            return answer(headers.headers(run), body == null ? "" : body.text(run));
        }

        HttpAnswer answer(HeaderList written, String text) {
            HeaderList all = text.isEmpty() || written.has("content-type")
                    ? written
                    : written.with("content-type", ContentType.of(text));
            return new HttpAnswer(status, all, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
