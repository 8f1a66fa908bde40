package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.IpPolicyRegistry;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /ip_policies} and {@code /ip_policy_rules}: ngrok's operations. */
final class IpPolicyRoutes {

    private static final String POLICIES = "/ip_policies";
    private static final String RULES = "/ip_policy_rules";
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";

    private final IpPolicyRegistry ipPolicies;

    IpPolicyRoutes(Gateway gateway) {
        this.ipPolicies = gateway.ipPolicies();
    }

    Answer list(Call call) {
        var page = new Page<IpPolicy>(
                POLICIES, "ip_policies", "an IP policy", IpPolicy.PREFIX, IpPolicy::id, p -> json(p, call));
        return page.of(
                call,
                call.query(Page.PARAMETERS),
                ipPolicies.policies().stream().sorted(Page.newestFirst(IpPolicy::createdAt, IpPolicy::id)));
    }

    Answer create(Call call) {
        call.query();
        var body = TextBody.of(call.body(), Set.of(DESCRIPTION, METADATA));
        return Answer.created(json(ipPolicies.create(body.text(DESCRIPTION, ""), body.text(METADATA, "")), call));
    }

    Answer get(Call call) {
        call.query();
        String id = call.path("id");
        return ipPolicies
                .policy(id)
                .map(p -> Answer.ok(json(p, call)))
                .orElseThrow(() -> ApiError.notFound("There is no IP policy with the id " + id + "."));
    }

    Answer update(Call call) {
        call.query();
        var body = TextBody.of(call.body(), Set.of("id", DESCRIPTION, METADATA));
        return Answer.ok(json(ipPolicies.update(call.path("id"), body.text(DESCRIPTION), body.text(METADATA)), call));
    }

    Answer delete(Call call) {
        call.query();
        ipPolicies.delete(call.path("id"));
        return Answer.nothing();
    }

    Answer listRules(Call call) {
        var page = new Page<IpPolicyRule>(
                RULES,
                "ip_policy_rules",
                "a rule of an IP policy",
                IpPolicyRule.PREFIX,
                IpPolicyRule::id,
                r -> json(r, call));
        return page.of(
                call,
                call.query(Page.PARAMETERS),
                ipPolicies.rules().stream().sorted(Page.newestFirst(IpPolicyRule::createdAt, IpPolicyRule::id)));
    }

    Answer createRule(Call call) {
        call.query();
        var body = TextBody.of(call.body(), Set.of("cidr", "ip_policy_id", "action", DESCRIPTION, METADATA));
        return Answer.created(json(
                ipPolicies.createRule(
                        body.required("ip_policy_id", "Say which IP policy the rule belongs to: ipp_...."),
                        body.required("cidr", "Write a network such as 203.0.113.0/24."),
                        body.required("action", "Write allow or deny."),
                        body.text(DESCRIPTION, ""),
                        body.text(METADATA, "")),
                call));
    }

    Answer getRule(Call call) {
        call.query();
        String id = call.path("id");
        return ipPolicies
                .rule(id)
                .map(r -> Answer.ok(json(r, call)))
                .orElseThrow(() -> ApiError.notFound("There is no rule with the id " + id + "."));
    }

    Answer updateRule(Call call) {
        call.query();
        var body = TextBody.of(call.body(), Set.of("id", "cidr", DESCRIPTION, METADATA));
        return Answer.ok(json(
                ipPolicies.updateRule(call.path("id"), body.text("cidr"), body.text(DESCRIPTION), body.text(METADATA)),
                call));
    }

    Answer deleteRule(Call call) {
        call.query();
        ipPolicies.deleteRule(call.path("id"));
        return Answer.nothing();
    }

    private static ObjectNode json(IpPolicy policy, Call call) {
        return Json.object()
                .put("id", policy.id())
                .put("uri", call.uri(POLICIES + "/" + policy.id()))
                .put("created_at", policy.createdAt().toString())
                .put(DESCRIPTION, policy.description())
                .put(METADATA, policy.metadata());
    }

    private static ObjectNode json(IpPolicyRule rule, Call call) {
        ObjectNode json = Json.object()
                .put("id", rule.id())
                .put("uri", call.uri(RULES + "/" + rule.id()))
                .put("created_at", rule.createdAt().toString())
                .put(DESCRIPTION, rule.description())
                .put(METADATA, rule.metadata())
                .put("cidr", rule.cidr())
                .put("action", rule.action().wireName());
        json.putObject("ip_policy").put("id", rule.policy()).put("uri", call.uri(POLICIES + "/" + rule.policy()));
        return json;
    }
}
