package dev.culvert.policy.action;

import dev.culvert.policy.document.Node;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import org.jspecify.annotations.Nullable;

/** {@code url-rewrite}: the request goes on with another URL, which the client does not see. */
final class UrlRewrite implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onHttp(
            "url-rewrite",
            "Changes the request's URL before it goes on; the upstream stays the same.",
            false,
            Field.of("from", FieldType.TEXT, "A regular expression over the whole URL; the whole URL if not given")
                    .withExpressions(),
            Field.of("to", FieldType.TEXT, "What becomes of each match; $1 is the first group")
                    .mandatory()
                    .withExpressions());

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        UrlChange change = UrlChange.compile(config).orElse(null);
        Node to = config.get("to");
        if (change == null || to == null) {
            return null;
        }
        return (HttpAction) run -> {
            UrlChange.Changed changed = change.of(run);
            if (!changed.text().equals(run.request().url())) {
                Urls.Parts parts = Urls.parts(changed.text());
                if (parts == null) {
                    throw new ExpressionFailure(
                            "ERR_NGROK_2226",
                            to.range(),
                            "'" + changed.text() + "' is no URL that a request can have; it must begin with http:// or"
                                    + " https:// and a host, or be a path.");
                }
                run.change(run.request().to(parts.scheme(), parts.authority(), parts.target()));
            }
            if (run.keepsResults()) {
                run.result("url_rewrite.matches", changed.matches());
                run.result("url_rewrite.url", changed.text());
            }
            if (run.isTraced()) {
                run.note(changed.matches().isEmpty() ? "does not match" : "becomes " + changed.text());
            }
            return null;
        };
    }
}
