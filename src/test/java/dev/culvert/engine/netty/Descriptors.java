package dev.culvert.engine.netty;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds of the system's sockets and pipes. */
final class Descriptors {

    private static final Path OWN = Path.of("/proc/self/fd");

    private Descriptors() {}

    /**
     * How many there are; 0 where the system does not tell. What polls is not counted: the JDK keeps some of its own for
     * virtual threads.
     */
    static long open() {
        if (!Files.isDirectory(OWN)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(OWN)) {
            return descriptors.filter(Descriptors::isCounted).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many more there can be. */
    static long free() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
    }

    private static boolean isCounted(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed meanwhile, as the one that lists is
        }
    }
}
