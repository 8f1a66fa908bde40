package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.DomainRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.DomainState;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /custom_domains}: names that lead to an ingress, and whether they do. */
final class DomainRoutes implements RouteGroup {

    private static final String PATH = "/custom_domains";
    private static final String NOT_FOUND = "ERR_NGROK_222";

    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text("name"),
            FilterField.text("ingress.name"),
            FilterField.text("state.status"));
    private static final Schema STATE = Schema.object()
            .with("status", Schema.choice("unchecked", "right", "wrong", "missing", "unknown"))
            .maybe("points_at", Schema.listOf(Schema.text()).described("The names and addresses that it leads to."))
            .maybe("reason", Schema.text())
            .maybe("checked_at", Schema.time())
            .named("CustomDomainState");
    private static final Schema DOMAIN = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("created_at", Schema.time())
            .with("name", Schema.text())
            .with(
                    "ingress",
                    Schema.object()
                            .with("id", Schema.text())
                            .with("uri", Schema.text())
                            .with("name", Schema.text()))
            .maybe(
                    "record",
                    Schema.object()
                            .with("name", Schema.text())
                            .with("type", Schema.choice("CNAME", "A", "AAAA"))
                            .with("value", Schema.text())
                            .described("What to create at the DNS provider."))
            .with("state", STATE)
            .named("CustomDomain");
    private static final Schema CREATION = Schema.object()
            .with("name", Schema.text())
            .maybe(
                    "region",
                    Schema.text().described("The ingress that it leads to.").orNull())
            .closed()
            .named("CustomDomainCreation");

    private final Gateway gateway;
    private final DomainRegistry domains;

    DomainRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.domains = gateway.domains();
    }

    @Override
    public List<Operation> operations() {
        String one = PATH + "/{id}";
        return List.of(
                Operation.get(PATH, "listCustomDomains", this::list)
                        .says("Lists the custom domains, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("custom_domains", DOMAIN))
                        .fails(400, Page.FAILURES),
                Operation.post(PATH, "createCustomDomain", this::create)
                        .says("Adds a custom domain, and begins to look it up.")
                        .wants(CREATION)
                        .answers(201, DOMAIN)
                        .fails(400, UrlFailures.OF_HOSTS)
                        .fails(400, "ERR_NGROK_500"),
                Operation.get(one, "getCustomDomain", this::get)
                        .says("Answers a custom domain, as it was when it was last looked up.")
                        .answers(200, DOMAIN)
                        .fails(404, NOT_FOUND),
                Operation.post(one + "/check", "checkCustomDomain", this::check)
                        .says("Looks a custom domain up in DNS now.")
                        .answers(200, DOMAIN)
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteCustomDomain", this::delete)
                        .says("Forgets a custom domain; DNS stays as it is.")
                        .fails(404, NOT_FOUND));
    }

    private Answer list(Call call) {
        var page = new Page<CustomDomain>(
                PATH,
                "custom_domains",
                "a custom domain",
                CustomDomain.PREFIX,
                CustomDomain::id,
                d -> json(d, call),
                FILTERS);
        return page.of(
                call,
                call.query(),
                domains.all().stream().sorted(Page.newestFirst(CustomDomain::createdAt, CustomDomain::id)));
    }

    private Answer create(Call call) {
        var body = call.fields();
        String name = body.required("name", "Write the name that leads here, such as tcp.example.com.");
        return Answer.created(json(call.await(domains.create(name, body.text("region", ""))), call));
    }

    private Answer get(Call call) {
        return Answer.ok(json(domain(call), call));
    }

    private Answer check(Call call) {
        CustomDomain domain = domain(call);
        var unused = call.await(domains.look(domain));
        return Answer.ok(json(domain, call));
    }

    private Answer delete(Call call) {
        var unused = call.await(domains.delete(call.path("id")));
        return Answer.nothing();
    }

    private CustomDomain domain(Call call) {
        String id = call.path("id");
        return domains.find(id)
                .orElseThrow(() -> ApiError.notFound("There is no custom domain with the id " + id + "."));
    }

    private ObjectNode json(CustomDomain domain, Call call) {
        ObjectNode json = Json.object()
                .put("id", domain.id())
                .put("uri", call.uri(PATH + "/" + domain.id()))
                .put("created_at", domain.createdAt().toString())
                .put("name", domain.name());
        IngressRoutes.reference(json, gateway.ingresses(), domain.ingress(), call);
        domains.record(domain)
                .ifPresent(r -> json.putObject("record")
                        .put("name", r.name())
                        .put("type", r.type())
                        .put("value", r.value()));
        DomainState state = domains.state(domain);
        ObjectNode told = json.putObject("state").put("status", state.wireName());
        switch (state) {
            case DomainState.Unchecked unchecked -> {}
            case DomainState.Right right -> found(told, right.pointsAt(), right.at());
            case DomainState.Wrong wrong -> found(told, wrong.pointsAt(), wrong.at());
            case DomainState.Missing missing -> found(told, List.of(), missing.at());
            case DomainState.Unknown unknown ->
                told.put("reason", unknown.reason())
                        .put("checked_at", unknown.at().toString());
        }
        return json;
    }

    private static void found(ObjectNode told, List<String> pointsAt, Instant at) {
        ArrayNode places = told.putArray("points_at");
        pointsAt.forEach(places::add);
        told.put("checked_at", at.toString());
    }
}
