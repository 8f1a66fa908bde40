package dev.culvert.api;

import dev.culvert.events.Event;
import dev.culvert.events.EventJournal;
import dev.culvert.gateway.Gateway;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code /events/stream}: events as they happen, as server-sent events (WHATWG HTML 9.2). Each caller reads the journal at its own
 * pace, so a slow one costs no memory; one that comes back goes on after the event that it names.
 */
final class EventStreams implements RouteGroup, AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MOST_STREAMS = 64;
    private static final int AT_ONCE = 100;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String LAST_EVENT_ID = "last_event_id";

    private final EventJournal journal;
    private final Duration heartbeat;
    private final Semaphore places = new Semaphore(MOST_STREAMS);
    private volatile boolean closing;

    EventStreams(Gateway gateway, Duration heartbeat) {
        this.journal = gateway.events().journal();
        this.heartbeat = heartbeat;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/events/stream", "streamEvents", this::stream)
                .says("Tells of events as they happen, as server-sent events; Last-Event-ID goes on after that event.")
                .takes(EventChoice.PARAMETERS)
                .takes(Parameter.text(
                        LAST_EVENT_ID, "What the header Last-Event-ID says, for callers that cannot send one."))
                .answers(200, "text/event-stream")
                .fails(400, EventChoice.FAILURES)
                .fails(400, "ERR_NGROK_227"));
    }

    private Answer stream(Call call) {
        Query query = call.query();
        EventChoice choice = EventChoice.read(query);
        Optional<String> last =
                call.header("Last-Event-ID").filter(id -> !id.isBlank()).or(() -> query.text(LAST_EVENT_ID));
        long from = last.map(this::position).orElseGet(journal::head);
        if (!places.tryAcquire()) {
            throw ApiError.own(503, "There are " + MOST_STREAMS + " readers of this stream already; end one first.");
        }
        return Answer.streamed("text/event-stream; charset=utf-8", out -> {
            try {
                write(out, from, choice);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                places.release();
            }
        });
    }

    private long position(String id) {
        return journal.account()
                .position(id.strip())
                .orElseThrow(() -> ApiError.rejected(
                        "Last-Event-ID",
                        "ERR_NGROK_227",
                        "'" + id + "' is not the id of an event of this Culvert; leave it out to begin now."));
    }

    /** Writes events until this is closed or the reader has gone. */
    void write(OutputStream out, long from, EventChoice choice) throws IOException, InterruptedException {
        send(out, "retry: 1000\n\n: events as they happen\n\n");
        long at = from;
        Instant lastSent = Instant.now();
        while (!closing) {
            long turn = journal.turn();
            EventJournal.Slice slice = journal.after(at, AT_ONCE, choice.types());
            var text = new StringBuilder();
            if (slice.missing() > 0) {
                text.append("event: missed\ndata: {\"events\":")
                        .append(slice.missing())
                        .append("}\n\n");
            }
            slice.events().stream().filter(choice).forEach(e -> append(e, text));
            boolean quiet = slice.isEmpty(at);
            at = slice.last();
            if (text.isEmpty() && Duration.between(lastSent, Instant.now()).compareTo(heartbeat) >= 0) {
                text.append(": heartbeat\n\n");
            }
            if (!text.isEmpty()) {
                send(out, text.toString());
                lastSent = Instant.now();
            }
            if (quiet) {
                journal.await(turn, heartbeat.compareTo(LOOK) < 0 ? heartbeat : LOOK);
            }
        }
    }

    private static void append(Event event, StringBuilder text) {
        text.append("id: ").append(event.id()).append("\nevent: ").append(event.type());
        text.append("\ndata: ").append(event.json()).append("\n\n");
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends all streams; their callers come back with the id of the last event that they saw. */
    @Override
    public void close() {
        closing = true;
        journal.announce();
    }
}
