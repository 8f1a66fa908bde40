package dev.culvert.events;

import com.github.ksuid.Ksuid;
import dev.culvert.model.event.EventType;
import dev.culvert.store.SettingTable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who this Culvert is in its events, and their ids. An id is a KSUID, as ngrok's: the second in which the event was
 * written, its position, and a part that is another one for each data directory. So ids sort as the events came, are the same
 * whenever an event is told, and lead back to the event without being kept. Immutable.
 */
public final class Account {

    /** What the id of every event begins with. */
    public static final String EVENT_PREFIX = "ev_";

    private static final String SETTING = "account";
    private static final long KSUID_EPOCH = 1_400_000_000L;
    private static final int PAYLOAD = 16;

    private final Ksuid own;

    private Account(Ksuid own) {
        this.own = own;
    }

    /** The account of a data directory, made if there is none yet. Waits for the disk. */
    public static Account of(SettingTable settings) {
        Optional<String> known = settings.get(SETTING);
        if (known.isPresent()) {
            return new Account(Ksuid.fromString(known.get()));
        }
        Ksuid made = Ksuid.newKsuid();
        settings.put(SETTING, made.toString());
        return new Account(made);
    }

    /** The account's id, {@code ac_} and a KSUID. */
    public String id() {
        return "ac_" + own;
    }

    /** The id of the account's one user, {@code usr_} and a KSUID. */
    public String userId() {
        return "usr_" + own;
    }

    /** The id of the event at a position. */
    String eventId(long position, Instant writtenAt) {
        byte[] payload =
                ByteBuffer.allocate(PAYLOAD).putLong(position).put(mark()).array();
        return EVENT_PREFIX
                + Ksuid.newBuilder()
                        .withTimestamp((int) (writtenAt.getEpochSecond() - KSUID_EPOCH))
                        .withPayload(payload)
                        .build();
    }

    /** The id of an event that is told once and kept nowhere. */
    String fleetingId() {
        return EVENT_PREFIX + Ksuid.newKsuid();
    }

    /** The position that the id of an event stands for; empty if the id is none of this account. */
    public OptionalLong position(String eventId) {
        if (!eventId.matches(EVENT_PREFIX + "[0-9A-Za-z]{27}")) {
            return OptionalLong.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    Ksuid.fromString(eventId.substring(EVENT_PREFIX.length())).asBytes());
            bytes.getInt();
            long position = bytes.getLong();
            byte[] mark = new byte[Long.BYTES];
            bytes.get(mark);
            return Arrays.equals(mark, mark()) && position > 0 ? OptionalLong.of(position) : OptionalLong.empty();
        } catch (RuntimeException e) {
            // the library has no exception of its own for a text that is no KSUID
            return OptionalLong.empty();
        }
    }

    private byte[] mark() {
        byte[] bytes = own.asBytes();
        return Arrays.copyOfRange(bytes, bytes.length - Long.BYTES, bytes.length);
    }

    /** The type that events sent for a test have. */
    static String testType() {
        return "event_destination_test" + EventType.VERSION;
    }
}
