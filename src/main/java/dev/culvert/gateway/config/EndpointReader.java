package dev.culvert.gateway.config;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.FieldProblem;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextRange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one endpoint of a configuration, and finds out where in the text its problems are. */
final class EndpointReader {

    /** What stands in an endpoint with the same name and meaning as in the API. */
    private static final Set<EndpointField> PLAIN = Set.of(
            EndpointField.NAME,
            EndpointField.URL,
            EndpointField.DESCRIPTION,
            EndpointField.METADATA,
            EndpointField.POOLING_ENABLED,
            EndpointField.CONNECT_TIMEOUT,
            EndpointField.CLIENT_IDLE_TIMEOUT,
            EndpointField.SERVER_IDLE_TIMEOUT,
            EndpointField.MAX_LIFETIME,
            EndpointField.MAX_CONNECTIONS);

    private final MapNode map;
    private final Lines lines;
    private final Findings findings;
    private final DraftCheck check;
    private final Map<String, TextRange> places = new HashMap<>();
    private EndpointDraft draft = EndpointDraft.empty().with(EndpointField.TYPE, "agent");

    EndpointReader(MapNode map, Lines lines, Findings findings, DraftCheck check) {
        this.map = map;
        this.lines = lines;
        this.findings = findings;
        this.check = check;
    }

    /** The endpoint, its problems told; empty if it has not even a name. */
    Optional<ConfiguredEndpoint> read() {
        map.entries().forEach(this::entry);
        String name = text(EndpointField.NAME);
        if (name.isBlank()) {
            error(map.range(), "The endpoint has no name; write 'name:'.");
            return Optional.empty();
        }
        for (FieldProblem problem : check.problems(draft)) {
            // told below, each at its own place
            if (!problem.field().equals(EndpointField.TRAFFIC_POLICY.wireName())) {
                findings.add(Severity.ERROR, problem.code(), place(problem.field()), problem.message(), null);
            }
        }
        return Optional.of(new ConfiguredEndpoint(name, draft));
    }

    String url() {
        return text(EndpointField.URL).strip().toLowerCase(Locale.ROOT).replaceFirst("^tcp://$", "");
    }

    boolean isPooled() {
        return text(EndpointField.POOLING_ENABLED).equals("true");
    }

    /** Where a field stands; the whole endpoint if it does not. */
    TextRange place(String field) {
        return places.getOrDefault(field, map.range());
    }

    private String text(EndpointField field) {
        String text = draft.text(field);
        return text == null ? "" : text;
    }

    private void entry(MapNode.Entry entry) {
        Node value = entry.value();
        switch (entry.name()) {
            case "upstream" -> upstream(value);
            case "traffic_policy" -> policy(value);
            case "bindings" -> bindings(value);
            case "agent_tls_termination" ->
                error(entry.key().range(), "TLS is ended by the action terminate-tls here; write that in the policy.");
            default ->
                EndpointField.named(entry.name())
                        .filter(PLAIN::contains)
                        .ifPresentOrElse(
                                field -> put(field, value),
                                () -> error(
                                        entry.key().range(),
                                        "There is no '" + entry.name()
                                                + "' in an endpoint; correct its name or leave it out."));
        }
    }

    private void put(EndpointField field, Node value) {
        places.put(field.wireName(), value.range());
        if (!(value instanceof ScalarNode scalar)) {
            error(value.range(), field.wireName() + " is one value, not " + value.kind() + "; write it on this line.");
        } else if (scalar.value() != null) {
            draft = draft.with(field, scalar.text());
        }
    }

    private void bindings(Node value) {
        if (value instanceof ListNode list && list.items().size() == 1) {
            put(EndpointField.BINDING, list.items().getFirst());
        } else {
            error(value.range(), "There is exactly one binding; write [public].");
        }
    }

    private void upstream(Node value) {
        places.put(EndpointField.UPSTREAM.wireName(), value.range());
        if (!(value instanceof MapNode upstream)) {
            error(value.range(), "The upstream is a map, not " + value.kind() + "; write 'upstream: {url: 5432}'.");
            return;
        }
        for (MapNode.Entry entry : upstream.entries()) {
            switch (entry.name()) {
                case "url" -> put(EndpointField.UPSTREAM, entry.value());
                case "proxy_protocol" -> put(EndpointField.PROXY_PROTOCOL, entry.value());
                case "protocol" ->
                    findings.info(ConfigFile.CODE, entry.key().range(), "This is for HTTP and has no effect on TCP.");
                default ->
                    error(
                            entry.key().range(),
                            "There is no '" + entry.name() + "' in an upstream; there are url and proxy_protocol.");
            }
        }
    }

    /** The policy's text as it stands here, so that its comments and its order live on. */
    private void policy(Node value) {
        places.put(EndpointField.TRAFFIC_POLICY.wireName(), value.range());
        if (value instanceof ScalarNode scalar) {
            if (scalar.value() != null) {
                draft = draft.with(EndpointField.TRAFFIC_POLICY, scalar.text());
                findings(scalar.text(), finding -> value.range());
            }
            return;
        }
        var excerpt = new Excerpt(lines, value.range());
        draft = draft.with(EndpointField.TRAFFIC_POLICY, excerpt.text());
        findings(excerpt.text(), finding -> excerpt.whole(finding.range()));
    }

    private void findings(String policy, Function<Finding, TextRange> place) {
        for (Finding finding : check.policy(policy, EndpointKind.AGENT).findings()) {
            findings.add(finding.severity(), finding.code(), place.apply(finding), finding.message(), null);
        }
    }

    private void error(TextRange range, String message) {
        findings.add(Severity.ERROR, ConfigFile.CODE, range, message, null);
    }
}
