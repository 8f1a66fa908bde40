package dev.culvert.gateway;

import dev.culvert.events.EventJournal;
import dev.culvert.model.event.EventType;
import dev.culvert.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps an event of each change that a user makes, together with the change. Any thread; waits for the disk. */
final class Audit {

    private final Store store;
    private final EventJournal journal;

    Audit(Store store, EventJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    /**
     * Changes the store and keeps the event of it: both or, if either fails, neither. On return both are on the disk.
     *
     * @param change what changes the store, in this thread; it may change nothing
     * @param type what it is
     * @param object the thing as it is after the change, or was before it was deleted (see {@link AuditObjects})
     */
    void audit(Runnable change, EventType type, Map<String, Object> object) {
        store.together(() -> {
            change.run();
            journal.append(type, principal(), object);
        });
        journal.announce();
    }

    /** ngrok's form (NGROK.md 6.2). Which key was used is not told: there is one. */
    private @Nullable Map<String, Object> principal() {
        Principal now = Principal.now();
        if (now == Principal.CULVERT) {
            return null;
        }
        Map<String, Object> principal = new LinkedHashMap<>();
        principal.put("id", journal.account().userId());
        principal.put("subject", System.getProperty("user.name", ""));
        principal.put("source", now.source());
        principal.put("credential", null);
        return principal;
    }
}
