package dev.culvert.gateway.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.GeoRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases of places that are in use: files in MaxMind's format ({@code .mmdb}), such as GeoLite2-City and GeoLite2-ASN
 * together. Looking up is quick and may be done by any thread; {@link #use} and {@link #refresh} read files.
 */
public final class GeoDatabase implements GeoLookup {

    private static final Logger log = LoggerFactory.getLogger(GeoDatabase.class);

    private volatile List<Opened> opened = List.of();
    private volatile List<Source> sources = List.of();

    /**
     * A file that was to be used.
     *
     * @param file where it is
     * @param type what it says it is, {@code GeoLite2-City}; empty if it cannot be read
     * @param builtAt when it was made; the epoch if it cannot be read
     * @param problem why it cannot be read, in a sentence; empty if it can
     */
    public record Source(Path file, String type, Instant builtAt, String problem) {}

    private record Opened(Path file, FileTime modified, Reader reader) {}

    /** Knows nothing yet. */
    public GeoDatabase() {}

    /**
     * Uses these files from now on, and no others.
     *
     * @throws InvalidValue if one of them cannot be read; nothing has changed then
     */
    public void use(List<Path> files) {
        List<Opened> next = new ArrayList<>();
        for (Path file : files) {
            next.add(open(file));
        }
        become(next);
    }

    /** Uses those of the files that can be read; {@link #sources()} says of the others why not. */
    public void useReadable(List<Path> files) {
        List<Opened> next = new ArrayList<>();
        List<Source> unreadable = new ArrayList<>();
        for (Path file : files) {
            try {
                next.add(open(file));
            } catch (InvalidValue e) {
                log.warn("{}", e.getMessage());
                unreadable.add(new Source(file, "", Instant.EPOCH, e.getMessage()));
            }
        }
        become(next);
        List<Source> all = new ArrayList<>(sources);
        all.addAll(unreadable);
        sources = List.copyOf(all);
    }

    /** Reads files again that have been replaced since. */
    public void refresh() {
        List<Opened> before = opened;
        List<Opened> next = new ArrayList<>();
        for (Opened known : before) {
            Opened now = known;
            try {
                if (!Files.getLastModifiedTime(known.file).equals(known.modified)) {
                    now = open(known.file);
                }
            } catch (IOException | InvalidValue e) {
                // it is being written, or gone: what was read is still good
                log.debug("{} is kept as it was read", known.file, e);
            }
            next.add(now);
        }
        if (!next.equals(before)) {
            become(next);
        }
    }

    /** The files that were to be used, and what became of that. */
    public List<Source> sources() {
        return sources;
    }

    private void become(List<Opened> next) {
        opened = List.copyOf(next);
        sources = next.stream()
                .map(o -> new Source(
                        o.file,
                        o.reader.getMetadata().databaseType(),
                        o.reader.getMetadata().buildTime(),
                        ""))
                .toList();
    }

    private static Opened open(Path file) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            return new Opened(file, modified, new Reader(file.toFile(), FileMode.MEMORY_MAPPED, new CHMCache()));
        } catch (NoSuchFileException e) {
            throw new InvalidValue("There is no file " + file + "; write where the database is.");
        } catch (IOException e) {
            throw new InvalidValue(
                    file + " is not a database in MaxMind's format (.mmdb) that can be read: " + e.getMessage());
        }
    }

    @Override
    public boolean isAvailable() {
        return !opened.isEmpty();
    }

    @Override
    public GeoRecord find(IpAddress address) {
        List<Opened> now = opened;
        GeoRecord found = GeoRecord.UNKNOWN;
        if (now.isEmpty()) {
            return found;
        }
        InetAddress wanted = address.toInetAddress();
        for (Opened database : now) {
            try {
                Map<?, ?> entry = database.reader.get(wanted, Map.class);
                if (entry != null) {
                    found = GeoEntry.merged(found, new GeoEntry(entry).record());
                }
            } catch (IOException e) {
                log.debug("{} says nothing of {}", database.file, address, e);
            }
        }
        return found;
    }
}
