package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.run.CertificateLookup;
import dev.culvert.policy.run.PhaseRun;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.TlsTermination;
import dev.culvert.policy.run.TlsTermination.Verification;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code terminate-tls}: Culvert is the TLS server, and may ask for the client's certificate. */
final class TerminateTls implements ActionDeclaration {

    private static final ActionType TYPE = ActionType.onTcp(
            "terminate-tls",
            "Ends TLS here and forwards what was inside; can ask clients for certificates.",
            false,
            Portability.ELSEWHERE,
            Field.of("min_version", FieldType.TEXT, "The oldest version that is spoken")
                    .oneOf("1.2", "1.3")
                    .otherwise("1.2"),
            Field.of("max_version", FieldType.TEXT, "The newest version that is spoken")
                    .oneOf("1.2", "1.3")
                    .otherwise("1.3"),
            Field.of("server_certificate", FieldType.TEXT, "PEM text or file; made by the local authority if not given")
                    .withExpressions(),
            Field.of("server_private_key", FieldType.TEXT, "PEM text or file of the certificate's key")
                    .withExpressions(),
            Field.of(
                            "mutual_tls_certificate_authorities",
                            FieldType.TEXTS,
                            "PEM texts or files of the authorities of clients' certificates")
                    .withExpressions()
                    .between(1, 10),
            Field.of("mutual_tls_verification_strategy", FieldType.TEXT, "How clients' certificates are looked at")
                    .oneOf("require-and-verify", "require-any", "request")
                    .otherwise("require-and-verify"));

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        together(config, "server_certificate", "server_private_key");
        together(config, "server_private_key", "server_certificate");
        if (config.text("min_version").compareTo(config.text("max_version")) > 0) {
            config.findings()
                    .error(2204, config.rangeOf("min_version"), "'min_version' must not be newer than 'max_version'.");
        }
        if (config.get("mutual_tls_verification_strategy") != null
                && config.get("mutual_tls_certificate_authorities") == null
                && config.text("mutual_tls_verification_strategy").equals("require-and-verify")) {
            config.findings()
                    .error(
                            2240,
                            config.rangeOf("mutual_tls_verification_strategy"),
                            "Say who may sign clients' certificates: add 'mutual_tls_certificate_authorities'.");
        }
        Template certificate = config.template("server_certificate").orElse(null);
        Template key = config.template("server_private_key").orElse(null);
        List<Template> authorities = config.templates("mutual_tls_certificate_authorities");
        boolean constant = (certificate == null || certificate.isConstant())
                && (key == null || key.isConstant())
                && authorities.stream().allMatch(Template::isConstant);
        Recipe recipe = new Recipe(
                config.text("min_version"),
                config.text("max_version"),
                certificate,
                key,
                authorities,
                Verification.valueOf(config.text("mutual_tls_verification_strategy")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
        Step.TerminateTls once = constant ? recipe.written() : null;
        if (once != null && (certificate == null) == (key == null)) {
            look(config, once.termination());
        }
        return run -> {
            if (run.tls() != null) {
                run.note("TLS was terminated before");
                return null;
            }
            return once != null ? once : recipe.computed(run);
        };
    }

    private static void look(Config config, TlsTermination termination) {
        for (CertificateLookup.Problem problem :
                config.surroundings().certificates().problems(termination)) {
            TextRange at = config.scalars(problem.field()).stream()
                    .filter(s -> s.text().equals(problem.value()))
                    .findFirst()
                    .map(ScalarNode::range)
                    .orElseGet(() -> config.rangeOf(problem.field()));
            if (problem.passing()) {
                config.findings().warning("CULVERT_NO_CERTIFICATE", at, problem.message());
            } else {
                config.findings().error(2204, at, problem.message());
            }
        }
    }

    private static void together(Config config, String one, String other) {
        if (config.get(one) != null && config.get(other) == null) {
            config.findings().error(2240, config.rangeOf(one), "'" + one + "' needs '" + other + "' with it.");
        }
    }

    private record Recipe(
            String min,
            String max,
            @Nullable Template certificate,
            @Nullable Template key,
            List<Template> authorities,
            Verification verification) {

        Step.TerminateTls written() {
            return new Step.TerminateTls(new TlsTermination(
                    min,
                    max,
                    certificate == null ? "" : certificate.constant(),
                    key == null ? "" : key.constant(),
                    authorities.stream().map(Template::constant).toList(),
                    verification));
        }

        Step computed(PhaseRun run) throws ExpressionFailure {
            List<String> trusted = new ArrayList<>();
            for (Template authority : authorities) {
                trusted.add(authority.text(run));
            }
            return new Step.TerminateTls(new TlsTermination(
                    min,
                    max,
                    certificate == null ? "" : certificate.text(run),
                    key == null ? "" : key.text(run),
                    trusted,
                    verification));
        }
    }
}
