package dev.culvert.api;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.InvalidValue;
import java.util.Comparator;
import java.util.regex.Pattern;

/** {@code /endpoints}: ngrok's operations, for agent endpoints too. */
final class EndpointRoutes {

    private static final Pattern ID = Pattern.compile(EndpointId.PREFIX + "[0-9A-Za-z]{27}");
    private static final String CONNECTIONS = "connections";
    private static final Comparator<EndpointStatus> NEWEST_FIRST =
            Page.newestFirst(s -> s.endpoint().createdAt(), s -> s.id().value());

    private final Gateway gateway;
    private final EndpointJson json;

    EndpointRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.json = new EndpointJson(gateway);
    }

    Answer list(Call call) {
        Query query = call.query("before_id", "beforeId", "limit", "id", "url");
        var page = new Page<EndpointStatus>(
                "/endpoints",
                "endpoints",
                "an endpoint",
                EndpointId.PREFIX,
                s -> s.id().value(),
                s -> json.of(s, call));
        return page.of(
                call,
                query,
                gateway.endpoints().stream()
                        .sorted(NEWEST_FIRST)
                        .filter(s -> query.text("id").stream().allMatch(s.id().value()::equals))
                        .filter(s -> query.text("url").stream()
                                .allMatch(s.endpoint().url().toString()::equals)));
    }

    Answer create(Call call) {
        call.query();
        EndpointBody body = EndpointBody.ofCreate(call.body());
        return Answer.created(json.of(call.await(gateway.create(body.draft(), body.isTemporary())), call));
    }

    Answer get(Call call) {
        call.query();
        EndpointId id = id(call);
        return gateway.endpoint(id)
                .map(s -> Answer.ok(json.of(s, call)))
                .orElseThrow(() -> ApiError.notFound("There is no endpoint with the id " + id + "."));
    }

    Answer update(Call call) {
        EndpointId id = id(call);
        Ending ending = ending(call.query(CONNECTIONS), Ending.KEEP);
        EndpointBody body = EndpointBody.ofUpdate(call.body());
        return Answer.ok(json.of(call.await(gateway.update(id, body.draft(), ending)), call));
    }

    Answer delete(Call call) {
        EndpointId id = id(call);
        Ending ending = ending(call.query(CONNECTIONS), Ending.CLOSE);
        if (ending == Ending.KEEP) {
            throw ApiError.rejected(
                    CONNECTIONS,
                    "ERR_NGROK_215",
                    "The connections of an endpoint that is deleted cannot stay for good; write drain or close.");
        }
        var unused = call.await(gateway.delete(id, ending));
        return Answer.nothing();
    }

    Answer heartbeat(Call call) {
        call.query();
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
