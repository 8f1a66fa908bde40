package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.InvalidValue;
import io.helidon.http.Method;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /endpoints}: ngrok's operations, for agent endpoints too. */
final class EndpointRoutes implements RouteGroup {

    private static final Pattern ID = Pattern.compile(EndpointId.PREFIX + "[0-9A-Za-z]{27}");
    private static final String CONNECTIONS = "connections";
    private static final String NOT_FOUND = "ERR_NGROK_222";

    /** NGROK.md section 5. Nobody but the owner of this machine makes endpoints, so principal.id is always empty. */
    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text("description"),
            FilterField.text("metadata"),
            FilterField.id("principal.id", "/principal/id"),
            FilterField.text("type"),
            FilterField.text("binding", "/bindings/0"),
            FilterField.text("url"),
            FilterField.flag("pooling_enabled"),
            FilterField.text("scheme"),
            FilterField.text("region"),
            FilterField.text("name"));

    /** What the gateway may say of an endpoint's fields. */
    private static final String[] WRONG_FIELDS = {
        "ERR_NGROK_248",
        "ERR_NGROK_2215",
        "ERR_NGROK_326",
        "ERR_NGROK_334",
        "ERR_NGROK_9026",
        "ERR_NGROK_9029",
        "ERR_NGROK_9031",
        "ERR_NGROK_9037",
        "ERR_NGROK_9038",
        "ERR_NGROK_18001",
        "ERR_NGROK_18002",
        "ERR_NGROK_18003",
        "ERR_NGROK_18006",
        "ERR_NGROK_18007",
        "ERR_NGROK_18011",
        "ERR_NGROK_18012",
        "ERR_NGROK_18013",
        "ERR_NGROK_18016",
        "ERR_NGROK_18017",
        "ERR_NGROK_18022"
    };

    private static final Comparator<EndpointStatus> NEWEST_FIRST =
            Page.newestFirst(s -> s.endpoint().createdAt(), s -> s.id().value());

    private final Gateway gateway;
    private final EndpointJson json;

    EndpointRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.json = new EndpointJson(gateway);
    }

    @Override
    public List<Operation> operations() {
        String one = "/endpoints/{id}";
        return List.of(
                Operation.get("/endpoints", "listEndpoints", this::list)
                        .says("Lists the endpoints, the newest first.")
                        .takes(Page.DECLARED)
                        .takes(
                                Parameter.text("id", "Only the endpoint with this id."),
                                Parameter.text("url", "Only the endpoints with this URL."))
                        .answers(200, Page.schema("endpoints", EndpointJson.SCHEMA))
                        .fails(400, Page.FAILURES),
                Operation.post("/endpoints", "createEndpoint", this::create)
                        .says("Makes an endpoint.")
                        .wants(EndpointBody.CREATION)
                        .answers(201, EndpointJson.SCHEMA)
                        .fails(400, WRONG_FIELDS)
                        .fails(400, UrlFailures.OF_HOSTS)
                        .fails(400, UrlFailures.OF_ENDPOINTS)
                        .fails(400, "ERR_NGROK_503"),
                Operation.get(one, "getEndpoint", this::get)
                        .says("Answers an endpoint.")
                        .answers(200, EndpointJson.SCHEMA)
                        .fails(404, NOT_FOUND),
                Operation.patch(one, "updateEndpoint", this::update)
                        .says("Changes the fields that are given.")
                        .takes(Parameter.choice(
                                CONNECTIONS,
                                "What becomes of its open connections; keep if nothing is said.",
                                "keep",
                                "drain",
                                "close"))
                        .wants(EndpointBody.CHANGE)
                        .answers(200, EndpointJson.SCHEMA)
                        .fails(400, WRONG_FIELDS)
                        .fails(400, UrlFailures.OF_HOSTS)
                        .fails(400, UrlFailures.OF_ENDPOINTS)
                        .fails(400, "ERR_NGROK_18004")
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteEndpoint", this::delete)
                        .says("Deletes an endpoint.")
                        .takes(Parameter.choice(
                                CONNECTIONS,
                                "What becomes of its open connections; close if nothing is said.",
                                "drain",
                                "close"))
                        .fails(400, "ERR_NGROK_215")
                        .fails(404, NOT_FOUND),
                Operation.of(Method.PUT, one + "/heartbeat", "keepEndpoint", this::heartbeat)
                        .says("Keeps a temporary endpoint for another 15 seconds.")
                        .answersNothing()
                        .fails(404, NOT_FOUND));
    }

    private Answer list(Call call) {
        Query query = call.query();
        var page = new Page<EndpointStatus>(
                "/endpoints",
                "endpoints",
                "an endpoint",
                EndpointId.PREFIX,
                s -> s.id().value(),
                s -> json.of(s, call),
                FILTERS);
        return page.of(
                call,
                query,
                gateway.endpoints().stream()
                        .sorted(NEWEST_FIRST)
                        .filter(s -> query.text("id").stream().allMatch(s.id().value()::equals))
                        .filter(s -> query.text("url").stream()
                                .allMatch(s.endpoint().url().toString()::equals)));
    }

    private Answer create(Call call) {
        EndpointBody body = EndpointBody.ofCreate(call.body());
        return Answer.created(json.of(call.await(gateway.create(body.draft(), body.isTemporary())), call));
    }

    private Answer get(Call call) {
        EndpointId id = id(call);
        return gateway.endpoint(id)
                .map(s -> Answer.ok(json.of(s, call)))
                .orElseThrow(() -> ApiError.notFound("There is no endpoint with the id " + id + "."));
    }

    private Answer update(Call call) {
        EndpointId id = id(call);
        Ending ending = ending(call.query(), Ending.KEEP);
        EndpointBody body = EndpointBody.ofUpdate(call.body());
        return Answer.ok(json.of(call.await(gateway.update(id, body.draft(), ending)), call));
    }

    private Answer delete(Call call) {
        EndpointId id = id(call);
        Ending ending = ending(call.query(), Ending.CLOSE);
        if (ending == Ending.KEEP) {
            throw ApiError.rejected(
                    CONNECTIONS,
                    "ERR_NGROK_215",
                    "The connections of an endpoint that is deleted cannot stay for good; write drain or close.");
        }
        var unused = call.await(gateway.delete(id, ending));
        return Answer.nothing();
    }

    private Answer heartbeat(Call call) {
        EndpointId id = id(call);
        if (!gateway.keepAlive(id)) {
            throw ApiError.notFound("There is no temporary endpoint with the id " + id + ".");
        }
        return Answer.nothing();
    }

    private static Ending ending(Query query, Ending byDefault) {
        try {
            return query.text(CONNECTIONS).map(Ending::parse).orElse(byDefault);
        } catch (InvalidValue e) {
            throw ApiError.rejected(CONNECTIONS, e.code(), e.getMessage());
        }
    }

    private static EndpointId id(Call call) {
        String text = call.path("id");
        if (!ID.matcher(text).matches()) {
            throw ApiError.notFound(
                    "'" + text + "' is not the id of an endpoint; one looks like " + "ep_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7.");
        }
        return new EndpointId(text);
    }
}
