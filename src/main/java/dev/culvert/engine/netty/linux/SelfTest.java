package dev.culvert.engine.netty.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Tries whether the system calls do here what they are relied on for, with a connection to itself. */
public final class SelfTest {

    /** Where the numbers of {@link SystemCalls} hold. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    private static final int ANSWER = 42;

    /** A busy system may take its time to carry a byte over loopback. */
    private static final int MOST_LOOKS = 1000;

    private static final long PAUSE_NANOS = 1_000_000;

    private SelfTest() {}

    /** What is in the way; empty if all is well. */
    public static Optional<String> problem() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        if (!system.equals("Linux") || !ARCHITECTURES.contains(architecture)) {
            return Optional.of("made for Linux on x86-64 and aarch64, not for " + system + " on " + architecture);
        }
        try {
            return run(new SystemCalls());
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private static Optional<String> run(SystemCalls calls) {
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        int listener = calls.socket(StandardProtocolFamily.INET);
        int client = calls.socket(StandardProtocolFamily.INET);
        int server = -1;
        long pipe = -1;
        try (Arena arena = Arena.ofConfined()) {
            if (calls.bind(listener, loopback) < 0 || calls.listen(listener, 1) < 0) {
                return Optional.of("no socket listens");
            }
            InetSocketAddress name = calls.localAddress(listener);
            int connecting = calls.connect(client, name);
            if (connecting != 0 && connecting != -Errno.EINPROGRESS) {
                return Optional.of("connect: error " + -connecting);
            }
            server = patiently(() -> calls.accept(listener));
            if (server < 0 || !calls.peer().equals(calls.localAddress(client))) {
                return Optional.of("accept4: error " + -server);
            }
            MemorySegment bytes = arena.allocate(8);
            if (calls.receive(server, bytes, 8) != -Errno.EAGAIN) {
                return Optional.of("an empty socket does not say so");
            }
            bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) ANSWER);
            pipe = calls.pipe(PipePool.SIZE);
            int accepted = server;
            int into = PipePool.writeEnd(pipe);
            if (pipe < 0
                    || calls.send(client, bytes, 0, 1) != 1
                    || patiently(() -> calls.splice(accepted, into, 8)) != 1
                    || calls.splice(PipePool.readEnd(pipe), server, 1) != 1) {
                return Optional.of("splice does not move a byte");
            }
            bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
            if (patiently(() -> calls.receive(client, bytes, 8)) != 1
                    || bytes.get(ValueLayout.JAVA_BYTE, 0) != ANSWER) {
                return Optional.of("a byte did not come back");
            }
            return Optional.empty();
        } finally {
            for (int descriptor : new int[] {listener, client, server}) {
                if (descriptor >= 0) {
                    var unused = calls.close(descriptor);
                }
            }
            if (pipe >= 0) {
                new PipePool(calls, descriptor -> false).destroy(pipe);
            }
        }
    }

    private static int patiently(IntSupplier call) {
        int result = call.getAsInt();
        for (int looks = 0; result == -Errno.EAGAIN && looks < MOST_LOOKS; looks++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            result = call.getAsInt();
        }
        return result;
    }
}
