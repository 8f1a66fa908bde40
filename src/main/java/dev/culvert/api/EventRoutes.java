package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.events.Event;
import dev.culvert.events.EventJournal;
import dev.culvert.gateway.Gateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /events}: what happened, the newest first. */
final class EventRoutes implements RouteGroup {

    private static final String PATH = "/events";
    private static final int AT_ONCE = 200;

    /** So many events are looked at for one page, lest a filter that means none of millions is waited for. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final EventJournal journal;

    EventRoutes(Gateway gateway) {
        this.journal = gateway.events().journal();
    }

    private static final Schema EVENT = Schema.object()
            .with("event_id", Schema.text())
            .with("event_type", Schema.text())
            .with("event_timestamp", Schema.time())
            .with("account_id", Schema.text())
            .with("object", Schema.anything())
            .maybe("principal", Schema.anything())
            .named("Event");

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH, "listEvents", this::list)
                        .says("Lists what happened, the newest first.")
                        .takes(Page.BY_PLACE)
                        .takes(EventChoice.PARAMETERS)
                        .answers(200, Page.schema("events", EVENT))
                        .fails(400, Page.FAILURES)
                        .fails(400, EventChoice.FAILURES),
                Operation.get(PATH + "/{id}", "getEvent", this::get)
                        .says("Answers an event.")
                        .answers(200, EVENT)
                        .fails(404, "ERR_NGROK_222"));
    }

    private Answer list(Call call) {
        Query query = call.query();
        int limit = query.limit();
        EventChoice choice = EventChoice.read(query);
        Optional<String> before = query.text("before_id").or(() -> query.text("beforeId"));
        long from = before.map(this::position).orElse(Long.MAX_VALUE);
        List<Event> found = new ArrayList<>();
        long at = from;
        boolean more = true;
        for (int looked = 0; more && found.size() <= limit && looked < MOST_LOOKED_AT; looked += AT_ONCE) {
            EventJournal.Slice slice = journal.before(at, AT_ONCE, choice.types());
            slice.events().stream().filter(choice).forEach(found::add);
            more = !slice.isEmpty(at);
            at = slice.last();
        }
        ObjectNode body = Json.object();
        ArrayNode page = body.putArray("events");
        found.stream().limit(limit).forEach(e -> page.add(json(e)));
        body.put("uri", call.uri(PATH));
        if (found.size() > limit) {
            body.put("next_page_uri", next(call, query, found.get(limit - 1).id(), limit));
        } else {
            body.put("next_page_uri", more ? next(call, query, journal.mark(at), limit) : null);
        }
        return Answer.ok(body);
    }

    private long position(String id) {
        return journal.account()
                .position(id)
                .orElseThrow(() -> ApiError.rejected(
                        "before_id", "ERR_NGROK_227", "'" + id + "' is not the id of an event of this Culvert."));
    }

    private static String next(Call call, Query query, String before, int limit) {
        String same = Stream.of(EventChoice.TYPE, EventChoice.FILTER)
                .flatMap(name ->
                        query
                                .text(name)
                                .map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                                .stream())
                .reduce("", String::concat);
        return call.uri(PATH + "?before_id=" + before + same + "&limit=" + limit);
    }

    private Answer get(Call call) {
        String id = call.path("id");
        return journal.get(id)
                .map(e -> Answer.ok(json(e)))
                .orElseThrow(() -> ApiError.notFound("There is no event with the id '" + id + "', or no more."));
    }

    private static ObjectNode json(Event event) {
        return (ObjectNode) Json.MAPPER.readTree(event.json());
    }
}
