package dev.culvert.events.delivery;

import dev.culvert.model.event.FileTarget;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON Lines into a file that is renamed when it is full. What was written is on the disk before it counts as delivered.
 * Streams, not channels: an interrupt would close a channel in the middle of a line.
 */
final class FileSender implements Sender {

    private static final int MOST = 1_000;

    private final Path path;
    private final FileTarget target;
    private @Nullable FileOutputStream out;
    private long length;

    FileSender(FileTarget target, Path directory) {
        this.target = target;
        this.path = directory.resolve(target.path()).normalize();
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) throws DeliveryFailure {
        int written = 0;
        int safe = 0;
        try {
            for (Outgoing event : events) {
                byte[] line = (event.json() + "\n").getBytes(StandardCharsets.UTF_8);
                FileOutputStream file = open();
                if (length > 0 && length + line.length > target.maxBytes()) {
                    file.getFD().sync();
                    safe = written;
                    rotate();
                    file = open();
                }
                file.write(line);
                length += line.length;
                written++;
            }
            open().getFD().sync();
        } catch (IOException e) {
            boolean wasOpen = out != null;
            close();
            if (wasOpen) {
                dropHalfALine();
            }
            throw new DeliveryFailure("The file " + path + " cannot be written: " + reason(e) + ".", safe);
        }
    }

    /** A full disk takes a part of a line; what follows must not be glued to it. */
    private void dropHalfALine() {
        if (path.toFile().length() > length) {
            try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(length);
            } catch (IOException e) {
                // the next attempt begins a new line
            }
        }
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        int last = message.lastIndexOf(" (");
        // Java writes "path (reason)", and the path is known
        return last >= 0 && message.endsWith(")") ? message.substring(last + 2, message.length() - 1) : message;
    }

    private FileOutputStream open() throws IOException {
        FileOutputStream file = out;
        // somebody else, such as logrotate, may have moved it away
        if (file != null && Files.exists(path)) {
            return file;
        }
        close();
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean torn = endsInTheMiddleOfALine(path.toFile());
        file = new FileOutputStream(path.toFile(), true);
        out = file;
        length = Files.size(path);
        if (torn) {
            file.write('\n');
            length++;
        }
        return file;
    }

    private static boolean endsInTheMiddleOfALine(File file) throws IOException {
        if (file.length() == 0) {
            return false;
        }
        try (var in = new RandomAccessFile(file, "r")) {
            in.seek(file.length() - 1);
            return in.read() != '\n';
        }
    }

    private void rotate() throws IOException {
        close();
        for (int i = target.keep(); i >= 1; i--) {
            Path from = i == 1 ? path : numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (target.keep() == 0) {
            Files.delete(path);
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() {
        FileOutputStream file = out;
        out = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // what counts as delivered is on the disk already
            }
        }
    }
}
