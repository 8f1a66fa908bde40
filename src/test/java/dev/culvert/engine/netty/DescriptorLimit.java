package dev.culvert.engine.netty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** How many descriptors this process may have, lowered for a while; those above that are open stay so. */
@SuppressWarnings("restricted") // a limit is set by a system call, and a command that sets it would need descriptors
public final class DescriptorLimit implements AutoCloseable {

    private static final int RLIMIT_NOFILE = 7;
    private static final MethodHandle PRLIMIT = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("prlimit"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private final MemorySegment before = Arena.ofAuto().allocate(16, 8);

    private DescriptorLimit() {
        set(MemorySegment.NULL, before);
    }

    /** No more than there are. */
    public static DescriptorLimit reached() {
        return leaving(0);
    }

    /** So many more than there are. */
    static DescriptorLimit leaving(long more) {
        long soft = 0;
        long free = 0; // what is open has holes between, and those behind the first are free as well
        while (isOpen(soft) || free++ < more) {
            soft++;
        }
        var limit = new DescriptorLimit();
        MemorySegment lower = Arena.ofAuto().allocate(16, 8);
        lower.set(JAVA_LONG, 0, soft);
        lower.set(JAVA_LONG, 8, limit.before.get(JAVA_LONG, 8));
        set(lower, MemorySegment.NULL);
        return limit;
    }

    private static boolean isOpen(long descriptor) {
        return Files.exists(Path.of("/proc/self/fd", Long.toString(descriptor)), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        set(before, MemorySegment.NULL);
    }

    private static void set(MemorySegment next, MemorySegment previous) {
        try {
            int result = (int) PRLIMIT.invokeExact(0, RLIMIT_NOFILE, next, previous);
            if (result != 0) {
                throw new IllegalStateException("prlimit failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
