package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.IngressDraft;
import dev.culvert.gateway.IngressRegistry;
import dev.culvert.gateway.Ingresses;
import dev.culvert.model.Ingress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /ingresses}: the places where addresses live. The id in a path may also be a name. */
final class IngressRoutes implements RouteGroup {

    private static final String PATH = "/ingresses";
    private static final String NAME = "name";
    private static final String BIND = "bind_addresses";
    private static final String HOST = "host";
    private static final String RANGE = "port_range";
    private static final String NOT_FOUND = "ERR_NGROK_222";

    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.text(NAME),
            FilterField.text(HOST),
            FilterField.flag("built_in"),
            FilterField.text("state.status"));
    private static final Schema INGRESS = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with(NAME, Schema.text())
            .with(HOST, Schema.text().described("What URLs are written with."))
            .with("hosts", Schema.listOf(Schema.text()).described("Every name and address that clients may use."))
            .with(BIND, Schema.listOf(Schema.text()))
            .with(RANGE, Schema.text().described("Where random ports are picked from."))
            .with("built_in", Schema.flag())
            .with(
                    "state",
                    Schema.object()
                            .with("status", Schema.choice("usable", "unusable"))
                            .maybe("reason", Schema.text()))
            .named("Ingress");
    private static final Schema CHANGE = Schema.object()
            .maybe(NAME, Schema.text().orNull())
            .maybe(BIND, Schema.listOf(Schema.text()).or(Schema.text()).orNull())
            .maybe(HOST, Schema.text().orNull())
            .maybe(RANGE, Schema.text().orNull())
            .closed()
            .named("IngressBody");

    private final Gateway gateway;
    private final IngressRegistry ingresses;

    IngressRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.ingresses = gateway.ingressRegistry();
    }

    @Override
    public List<Operation> operations() {
        String one = PATH + "/{id}";
        return List.of(
                Operation.get(PATH, "listIngresses", this::list)
                        .says("Lists the ingresses, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("ingresses", INGRESS))
                        .fails(400, Page.FAILURES),
                Operation.post(PATH, "createIngress", this::create)
                        .says("Adds an ingress.")
                        .wants(CHANGE)
                        .answers(201, INGRESS)
                        .fails(400, UrlFailures.OF_HOSTS)
                        .fails(400, "ERR_NGROK_502"),
                Operation.get(one, "getIngress", this::get)
                        .says("Answers an ingress.")
                        .answers(200, INGRESS)
                        .fails(404, NOT_FOUND),
                Operation.patch(one, "updateIngress", this::update)
                        .says("Changes the fields that are given; what lives on the ingress follows.")
                        .wants(CHANGE)
                        .answers(200, INGRESS)
                        .fails(400, UrlFailures.OF_HOSTS)
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteIngress", this::delete)
                        .says("Deletes an ingress that nothing uses.")
                        .fails(400, "ERR_NGROK_215")
                        .fails(404, NOT_FOUND)
                        .fails(409, "ERR_CULVERT_409"));
    }

    private Answer list(Call call) {
        ingresses.refresh();
        Ingresses now = gateway.ingresses();
        var page = new Page<Ingress>(
                PATH, "ingresses", "an ingress", Ingress.PREFIX, Ingress::id, i -> json(i, now, call), FILTERS);
        return page.of(call, call.query(), now.all().reversed().stream());
    }

    private Answer create(Call call) {
        Ingress made = call.await(ingresses.create(draft(call.body(), Set.of(NAME, BIND, HOST, RANGE))));
        return Answer.created(json(made, gateway.ingresses(), call));
    }

    private Answer get(Call call) {
        ingresses.refresh();
        String id = call.path("id");
        Ingresses now = gateway.ingresses();
        return now.named(id)
                .map(i -> Answer.ok(json(i, now, call)))
                .orElseThrow(() -> ApiError.notFound("There is no ingress with the id or name " + id + "."));
    }

    private Answer update(Call call) {
        IngressDraft changes = draft(call.body(), Set.of("id", NAME, BIND, HOST, RANGE));
        if (changes.equals(new IngressDraft(null, null, null, null))) {
            throw Call.nothingToChange();
        }
        Ingress changed = call.await(ingresses.update(call.path("id"), changes));
        return Answer.ok(json(changed, gateway.ingresses(), call));
    }

    private Answer delete(Call call) {
        var unused = call.await(ingresses.delete(call.path("id")));
        return Answer.nothing();
    }

    /** The addresses may be an array, too. */
    private static IngressDraft draft(ObjectNode body, Set<String> allowed) {
        JsonNode bind = body.path(BIND);
        if (bind.isArray()) {
            List<String> addresses = new ArrayList<>();
            for (JsonNode address : bind) {
                if (!address.isString()) {
                    throw ApiError.rejected(
                            BIND, "ERR_NGROK_215", "This is of the wrong JSON type; write an array of strings.");
                }
                addresses.add(address.asString());
            }
            body.put(BIND, String.join(",", addresses));
        }
        var texts = TextBody.of(body, allowed);
        return new IngressDraft(texts.text(NAME), texts.text(BIND), texts.text(HOST), texts.text(RANGE));
    }

    private static ObjectNode json(Ingress ingress, Ingresses now, Call call) {
        ObjectNode json = Json.object()
                .put("id", ingress.id())
                .put("uri", call.uri(PATH + "/" + ingress.id()))
                .put(NAME, ingress.name())
                .put(HOST, ingress.host());
        ArrayNode hosts = json.putArray("hosts");
        ingress.hosts().forEach(hosts::add);
        ArrayNode bind = json.putArray(BIND);
        ingress.bind().stream().map(InetAddress::getHostAddress).forEach(bind::add);
        json.put(RANGE, ingress.ports().toString()).put("built_in", !now.isOwn(ingress));
        String obstacle = now.obstacle(ingress);
        ObjectNode state = json.putObject("state").put("status", obstacle.isEmpty() ? "usable" : "unusable");
        Json.putText(state, "reason", obstacle);
        return json;
    }

    /** Refers to an ingress. */
    static void reference(ObjectNode json, Ingresses now, String id, Call call) {
        json.putObject("ingress")
                .put("id", id)
                .put("uri", call.uri(PATH + "/" + id))
                .put(NAME, now.named(id).map(Ingress::name).orElse(""));
    }
}
