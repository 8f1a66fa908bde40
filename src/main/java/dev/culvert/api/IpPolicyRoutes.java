package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.IpPolicyRegistry;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /ip_policies} and {@code /ip_policy_rules}: ngrok's operations. */
final class IpPolicyRoutes implements RouteGroup {

    private static final String POLICIES = "/ip_policies";
    private static final String RULES = "/ip_policy_rules";
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";

    private static final String NOT_FOUND = "ERR_NGROK_222";
    private static final String NO_CHANGE = "ERR_CULVERT_400";
    private static final List<FilterField> POLICY_FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text(DESCRIPTION),
            FilterField.text(METADATA));
    private static final List<FilterField> RULE_FILTERS = Stream.concat(
                    POLICY_FILTERS.stream(),
                    Stream.of(
                            FilterField.id("ip_policy", "/ip_policy/id"),
                            FilterField.id("ip_policy.id", "/ip_policy/id"),
                            FilterField.text("cidr"),
                            FilterField.text("action")))
            .toList();
    private static final Schema TEXTS = Schema.object()
            .maybe(DESCRIPTION, Schema.text().orNull())
            .maybe(METADATA, Schema.text().orNull());
    private static final Schema POLICY_BODY = TEXTS.closed().named("IpPolicyBody");
    private static final Schema RULE_CHANGE =
            TEXTS.maybe("cidr", Schema.text().orNull()).closed().named("IpPolicyRuleChange");
    private static final Schema RULE_CREATION = TEXTS.with("cidr", Schema.text())
            .with("ip_policy_id", Schema.text())
            .with("action", Schema.choice("allow", "deny"))
            .closed()
            .named("IpPolicyRuleCreation");
    private static final Schema POLICY = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("created_at", Schema.time())
            .with(DESCRIPTION, Schema.text())
            .with(METADATA, Schema.text())
            .named("IpPolicy");
    private static final Schema RULE = POLICY.with("cidr", Schema.text())
            .with("action", Schema.choice("allow", "deny"))
            .with("ip_policy", Schema.object().with("id", Schema.text()).with("uri", Schema.text()))
            .named("IpPolicyRule");

    private final IpPolicyRegistry ipPolicies;

    IpPolicyRoutes(Gateway gateway) {
        this.ipPolicies = gateway.ipPolicies();
    }

    @Override
    public List<Operation> operations() {
        return Stream.concat(policies().stream(), rules().stream()).toList();
    }

    private List<Operation> policies() {
        String one = POLICIES + "/{id}";
        return List.of(
                Operation.get(POLICIES, "listIpPolicies", this::list)
                        .says("Lists the IP policies, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("ip_policies", POLICY))
                        .fails(400, Page.FAILURES),
                Operation.post(POLICIES, "createIpPolicy", this::create)
                        .says("Makes an IP policy, as yet without rules.")
                        .wants(POLICY_BODY)
                        .answers(201, POLICY)
                        .fails(400, "ERR_NGROK_1411"),
                Operation.get(one, "getIpPolicy", this::get)
                        .says("Answers an IP policy.")
                        .answers(200, POLICY)
                        .fails(404, NOT_FOUND),
                Operation.patch(one, "updateIpPolicy", this::update)
                        .says("Changes the fields that are given.")
                        .wants(POLICY_BODY)
                        .answers(200, POLICY)
                        .fails(400, NO_CHANGE)
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteIpPolicy", this::delete)
                        .says("Deletes an IP policy and its rules.")
                        .fails(404, NOT_FOUND));
    }

    private List<Operation> rules() {
        String one = RULES + "/{id}";
        String[] wrongNetwork = {"ERR_NGROK_1406", "ERR_NGROK_1408", "ERR_NGROK_1409", "ERR_NGROK_1413"};
        return List.of(
                Operation.get(RULES, "listIpPolicyRules", this::listRules)
                        .says("Lists the rules of all IP policies, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("ip_policy_rules", RULE))
                        .fails(400, Page.FAILURES),
                Operation.post(RULES, "createIpPolicyRule", this::createRule)
                        .says("Adds a rule to an IP policy.")
                        .wants(RULE_CREATION)
                        .answers(201, RULE)
                        .fails(400, wrongNetwork)
                        .fails(400, "ERR_NGROK_1414", "ERR_NGROK_1417", "ERR_NGROK_1422"),
                Operation.get(one, "getIpPolicyRule", this::getRule)
                        .says("Answers a rule.")
                        .answers(200, RULE)
                        .fails(404, NOT_FOUND),
                Operation.patch(one, "updateIpPolicyRule", this::updateRule)
                        .says("Changes the fields that are given.")
                        .wants(RULE_CHANGE)
                        .answers(200, RULE)
                        .fails(400, wrongNetwork)
                        .fails(400, NO_CHANGE)
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteIpPolicyRule", this::deleteRule)
                        .says("Deletes a rule.")
                        .fails(404, NOT_FOUND));
    }

    private Answer list(Call call) {
        var page = new Page<IpPolicy>(
                POLICIES,
                "ip_policies",
                "an IP policy",
                IpPolicy.PREFIX,
                IpPolicy::id,
                p -> json(p, call),
                POLICY_FILTERS);
        return page.of(
                call,
                call.query(),
                ipPolicies.policies().stream().sorted(Page.newestFirst(IpPolicy::createdAt, IpPolicy::id)));
    }

    private Answer create(Call call) {
        var body = call.fields();
        return Answer.created(json(ipPolicies.create(body.text(DESCRIPTION, ""), body.text(METADATA, "")), call));
    }

    private Answer get(Call call) {
        String id = call.path("id");
        return ipPolicies
                .policy(id)
                .map(p -> Answer.ok(json(p, call)))
                .orElseThrow(() -> ApiError.notFound("There is no IP policy with the id " + id + "."));
    }

    private Answer update(Call call) {
        var body = call.fields();
        return Answer.ok(json(ipPolicies.update(call.path("id"), body.text(DESCRIPTION), body.text(METADATA)), call));
    }

    private Answer delete(Call call) {
        ipPolicies.delete(call.path("id"));
        return Answer.nothing();
    }

    private Answer listRules(Call call) {
        var page = new Page<IpPolicyRule>(
                RULES,
                "ip_policy_rules",
                "a rule of an IP policy",
                IpPolicyRule.PREFIX,
                IpPolicyRule::id,
                r -> json(r, call),
                RULE_FILTERS);
        return page.of(
                call,
                call.query(),
                ipPolicies.rules().stream().sorted(Page.newestFirst(IpPolicyRule::createdAt, IpPolicyRule::id)));
    }

    private Answer createRule(Call call) {
        var body = call.fields();
        return Answer.created(json(
                ipPolicies.createRule(
                        body.required("ip_policy_id", "Say which IP policy the rule belongs to: ipp_...."),
                        body.required("cidr", "Write a network such as 203.0.113.0/24."),
                        body.required("action", "Write allow or deny."),
                        body.text(DESCRIPTION, ""),
                        body.text(METADATA, "")),
                call));
    }

    private Answer getRule(Call call) {
        String id = call.path("id");
        return ipPolicies
                .rule(id)
                .map(r -> Answer.ok(json(r, call)))
                .orElseThrow(() -> ApiError.notFound("There is no rule with the id " + id + "."));
    }

    private Answer updateRule(Call call) {
        var body = call.fields();
        return Answer.ok(json(
                ipPolicies.updateRule(call.path("id"), body.text("cidr"), body.text(DESCRIPTION), body.text(METADATA)),
                call));
    }

    private Answer deleteRule(Call call) {
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
