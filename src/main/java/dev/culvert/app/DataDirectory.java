package dev.culvert.app;

import dev.culvert.store.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data directory that this process holds: while it does, no other gateway uses it. */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "gateway.lock";
    static final String API_URL = "api.url";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes a data directory, making it if it is missing.
     *
     * @return null if another gateway holds it
     * @throws IOException if it cannot be made or written
     */
    static @Nullable DataDirectory take(Path path) throws IOException {
        OwnerOnly.makeFolder(path); // its log tells who connected
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process: answered as if by another
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : new DataDirectory(path, channel);
    }

    Path path() {
        return path;
    }

    /** Tells the command line where this gateway's API listens. */
    void announce(URI api) throws IOException {
        Path next = path.resolve(API_URL + ".next");
        Files.writeString(next, api + "\n");
        try {
            Files.move(next, path.resolve(API_URL), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, path.resolve(API_URL), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve(API_URL));
        channel.close();
    }
}
