package dev.culvert.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells which connections of an endpoint were opened and closed since the last look, those in between included. It asks
 * for lists only when the endpoint's counters have changed. Where more happens than can be told one by one, it tells the
 * newest and counts the rest: whoever asks must come back in time to say that he is still there.
 */
final class ConnectionFeed {

    /** So many ended connections are remembered, lest one is told twice. */
    private static final int MEMORY = 5_000;

    /** So many pages of a list are read at one look. */
    private static final int MOST_PAGES = 10;

    private final ApiClient client;
    private final String endpoint;
    private final Set<String> open = new HashSet<>();
    private final Set<String> closed = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MEMORY;
        }
    });
    private long closedCount;
    private long untold;

    /** The oldest that was told when not all were: those before it have been counted. */
    private String counted = "";

    /**
     * What happened to a connection.
     *
     * @param isOpening whether it was opened; else it was closed
     */
    record Change(boolean isOpening, ConnectionText connection) {}

    ConnectionFeed(ApiClient client, String endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    List<Change> changes(JsonNode endpointNow) throws CommandFailure {
        long accepted = endpointNow.at("/traffic/accepted").asLong();
        long openNow = endpointNow.at("/traffic/open").asLong();
        if (openNow == open.size() && accepted - openNow == closedCount) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        Set<String> gone = new HashSet<>(open);
        Listed living = listed("open", open);
        if (!living.isWhole()) {
            gone.clear(); // who is not listed may be open all the same
        }
        for (ConnectionText c : living.connections()) {
            gone.remove(c.id());
            if (!closed.contains(c.id()) && open.add(c.id())) {
                changes.add(new Change(true, c));
            }
        }
        Listed ended = listed("closed", closed);
        for (ConnectionText c : ended.connections()) {
            if (isCounted(c)) {
                continue;
            }
            if (!open.contains(c.id()) && !closed.contains(c.id())) {
                changes.add(new Change(true, c));
            }
            close(c, changes);
            gone.remove(c.id());
        }
        for (String id : gone) {
            closedLongAgo(id, changes);
        }
        if (!ended.isWhole()) {
            long more = Math.max(0, accepted - openNow - closedCount);
            closedCount += more;
            untold += more;
            counted = ended.connections().getFirst().id();
        }
        return changes;
    }

    private boolean isCounted(ConnectionText c) {
        return c.id().compareTo(counted) < 0 && !open.contains(c.id());
    }

    /** How many connections have ended since the last call that were not told one by one. */
    long takeUntold() {
        long count = untold;
        untold = 0;
        return count;
    }

    private void close(ConnectionText c, List<Change> changes) {
        open.remove(c.id());
        if (closed.add(c.id())) {
            closedCount++;
            changes.add(new Change(false, c));
        }
    }

    /** One that is open no more and not among the newest of the ended ones. */
    private void closedLongAgo(String id, List<Change> changes) {
        try {
            var c = new ConnectionText(client.get("/connections/" + id));
            if (c.isClosed()) {
                close(c, changes);
            }
        } catch (CommandFailure e) {
            // not written yet: it is still among the open ones at the next look
        }
    }

    /** A list from the oldest to the newest: all of the open ones, or the ended ones up to a page that is known. */
    private Listed listed(String state, Set<String> known) throws CommandFailure {
        List<ConnectionText> found = new ArrayList<>();
        String before = null;
        boolean goesOn = true;
        for (int pages = 0; goesOn && pages < MOST_PAGES; pages++) {
            JsonNode page = client.get(new QueryString("/connections")
                    .with("state", state)
                    .with("endpoint", endpoint)
                    .with("before_id", before)
                    .toString());
            boolean anyNew = false;
            for (JsonNode node : page.path("connections")) {
                var c = new ConnectionText(node);
                anyNew |= !known.contains(c.id()) && !isCounted(c);
                before = c.id();
                found.add(c);
            }
            goesOn = page.path("next_page_uri").isString() && (anyNew || state.equals("open"));
        }
        Collections.reverse(found);
        return new Listed(found, !goesOn);
    }

    /**
     * A list, as far as it was read.
     *
     * @param isWhole whether nothing that matters is missing
     */
    private record Listed(List<ConnectionText> connections, boolean isWhole) {}
}
