package dev.culvert.policy.action;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.HttpAction;
import dev.culvert.policy.run.HttpRun;
import dev.culvert.policy.run.Outcome;
import org.jspecify.annotations.Nullable;

/** {@code basic-auth}: lets a request pass that brings one of some names and passwords (RFC 7617). */
final class BasicAuth implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onHttp(
            "basic-auth",
            "Asks for a user name and a password; answers 401 to whoever does not bring them.",
            false,
            Field.of("credentials", FieldType.TEXTS, "user:password, the password of 8 to 128 characters")
                    .mandatory()
                    .withExpressions()
                    .between(1, 10),
            Field.of("realm", FieldType.TEXT, "What the browser says the password is for")
                    .otherwise("ngrok")
                    .between(0, 128),
            Field.of("enforce", FieldType.BOOLEAN, "false only records what would happen")
                    .otherwise(true));

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        Credentials known = Credentials.compile(config);
        String realm = config.text("realm");
        if (!realm.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            config.findings()
                    .error(
                            2204,
                            config.rangeOf("realm"),
                            "'realm' may have plain ASCII letters, digits and signs only.");
        }
        boolean enforce = config.bool("enforce");
        Outcome refusal = new Outcome.Answer(HttpAnswer.of(401)
                .with(HeaderList.of(
                        "www-authenticate",
                        "Basic realm=\"" + realm.replace("\\", "\\\\").replace("\"", "\\\"")
                                + "\", charset=\"UTF-8\"")));
        return (HttpAction) run -> {
            Credentials.Presented presented = Credentials.of(run.request().headers());
            boolean authorized = presented != null && known.have(presented, run);
            tell(run, presented, authorized);
            return authorized || !enforce ? null : refusal;
        };
    }

    private static void tell(HttpRun run, Credentials.@Nullable Presented presented, boolean authorized) {
        if (run.keepsResults()) {
            run.result("basic_auth.credentials.presented", presented != null);
            run.result("basic_auth.credentials.username", presented == null ? null : presented.user());
            run.result("basic_auth.credentials.authorized", authorized);
        }
        if (run.isTraced()) {
            String who = presented == null ? "nobody" : "'" + presented.user() + "'";
            run.note(who + (authorized ? " may pass" : " may not pass"));
        }
    }
}
