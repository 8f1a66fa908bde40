package dev.culvert.gateway.address;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims that all gateways of a machine respect, whoever runs them: each port is a byte of one shared file, and whoever
 * holds the system's lock on that byte has the port. The system drops the locks of a process that dies. The byte itself
 * stays behind as a mark that some gateway has reserved the port, which may not be running.
 *
 * <p>Only one object of a process may use a file: POSIX drops all of a process's locks on a file with the first descriptor
 * of it that is closed. If the file cannot be used, every claim is granted, and that a port can be bound has to do.
 */
public final class MachinePortClaims implements PortClaims {

    private static final Logger log = LoggerFactory.getLogger(MachinePortClaims.class);
    private static final String NAME = "culvert-ports.lock";
    private static final byte MARK = 1;
    private static final byte NONE = 0;

    private final Path file;
    private final Map<Integer, FileLock> locks = new TreeMap<>();
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private boolean isTold;

    /** Claims in that file, which is made if it is missing. */
    public MachinePortClaims(Path file) {
        this.file = file;
        open();
    }

    /** The file that all gateways of this machine share: where every user may make and find it. */
    public static Path sharedFile() {
        String shared = System.getenv("ProgramData");
        // never java.io.tmpdir, which may be another one for each user
        return Path.of(shared == null ? "/tmp" : shared).resolve(NAME);
    }

    @Override
    public boolean claim(int port) {
        refreshIfReplaced();
        return locks.containsKey(port) || lock(port);
    }

    private boolean lock(int port) {
        FileChannel open = channel;
        if (open == null) {
            return true;
        }
        try {
            FileLock lock = open.tryLock(port, 1, false);
            if (lock == null) {
                return false;
            }
            locks.put(port, lock);
            mark(port, MARK);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            log.warn("Port {} cannot be claimed in {}: {}", port, file, e.getMessage());
            return true;
        }
    }

    @Override
    public void release(int port) {
        FileLock lock = locks.remove(port);
        if (lock != null) {
            mark(port, NONE);
            free(lock);
        }
    }

    @Override
    public boolean isSpokenFor(int port) {
        FileChannel open = channel;
        ByteBuffer mark = ByteBuffer.allocate(1);
        try {
            return open != null && open.read(mark, port) == 1 && mark.get(0) != NONE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also keeps the file young, so that no cleaner of temporary files takes it away. */
    @Override
    public void refresh() {
        refreshIfReplaced();
        mark(0, MARK);
    }

    /** The marks stay: the ports are reserved, and whoever runs next shall not pick them. */
    @Override
    public void close() {
        locks.values().forEach(MachinePortClaims::free);
        locks.clear();
        closeChannel();
    }

    /** A file that was deleted locks nobody out who comes later: then all ports are claimed in the one that is there now. */
    private void refreshIfReplaced() {
        if (channel != null && key != null && key.equals(keyOf())) {
            return;
        }
        Set<Integer> ports = Set.copyOf(locks.keySet());
        close();
        open();
        for (int port : ports) {
            if (!lock(port)) {
                log.warn("Another Culvert has taken port {} after {} was deleted", port, file);
            }
        }
    }

    private void open() {
        try {
            create();
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is no ordinary file");
            }
            // without CREATE: Linux refuses that for the files of others in /tmp (fs.protected_regular)
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            key = keyOf();
        } catch (IOException e) {
            if (!isTold) {
                log.warn("Other gateways on this machine cannot know which ports are taken: {}", e.toString());
            }
            isTold = true;
        }
    }

    private void create() throws IOException {
        try {
            Files.createFile(file);
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rw-rw-rw-"));
            }
        } catch (FileAlreadyExistsException e) {
            // another gateway has made it
        }
    }

    private @Nullable Object keyOf() {
        try {
            Object found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            // Windows has no keys, and deletes no file that is open
            return Objects.requireNonNullElse(found, file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return key;
        }
    }

    private void mark(int port, byte value) {
        FileChannel open = channel;
        try {
            if (open != null) {
                int unused = open.write(ByteBuffer.wrap(new byte[] {value}), port);
            }
        } catch (IOException e) {
            log.warn("Port {} cannot be marked in {}: {}", port, file, e.getMessage());
        }
    }

    private static void free(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            log.debug("A lock was gone already", e);
        }
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        key = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            log.debug("The file of ports did not close", e);
        }
    }
}
