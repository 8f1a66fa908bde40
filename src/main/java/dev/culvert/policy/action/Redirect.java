package dev.culvert.policy.action;

import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import dev.culvert.policy.run.HttpRun;
import dev.culvert.policy.run.Outcome;
import org.jspecify.annotations.Nullable;

/** {@code redirect}: sends the client to another URL, unless it is the one it asked for. */
final class Redirect implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onHttp(
            "redirect",
            "Sends the client to another URL; goes on if that is the one it asked for.",
            false,
            Field.of("from", FieldType.TEXT, "A regular expression over the whole URL; the whole URL if not given")
                    .withExpressions(),
            Field.of("to", FieldType.TEXT, "What becomes of each match; $1 is the first group")
                    .mandatory()
                    .withExpressions(),
            Field.of("status_code", FieldType.INTEGER, "The status of the answer")
                    .oneOf("301", "302", "303", "307", "308")
                    .otherwise(302L),
            Field.of("headers", FieldType.HEADERS, "More headers of the answer")
                    .withExpressions()
                    .between(0, 10));

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        HeaderTemplates headers = HeaderTemplates.compile(config, "headers");
        HttpAnswer bare = HttpAnswer.of(Math.toIntExact(config.integer("status_code")));
        UrlChange change = UrlChange.compile(config).orElse(null);
        return change == null
                ? null
                : (HttpAction) run -> {
                    UrlChange.Changed changed = change.of(run);
                    boolean goesOn = changed.text().equals(run.request().url());
                    tell(run, changed, goesOn);
                    return goesOn
                            ? null
                            : new Outcome.Answer(bare.with(headers.headers(run).withOnly("location", changed.text())));
                };
    }

    private static void tell(HttpRun run, UrlChange.Changed changed, boolean goesOn) {
        if (run.keepsResults()) {
            run.result("redirect.matches", changed.matches());
            run.result("redirect.url", changed.text());
        }
        if (run.isTraced()) {
            run.note(goesOn ? "the URL stays the same" : "to " + changed.text());
        }
    }
}
