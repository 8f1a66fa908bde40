package dev.culvert.engine.netty.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the native relay's system calls cost, the kernel's share included, on a connection to itself over loopback. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Thread)
public class SystemCallBenchmark {

    private static final int SMALL = 64;

    private final SystemCalls calls = new SystemCalls();
    private final MemorySegment buffer = Arena.ofAuto().allocate(1 << 16, 4096);
    private int listener;
    private int client;
    private int server;
    private long pipe;

    /** Connects the client to the server. */
    @Setup
    public void connect() {
        listener = calls.socket(StandardProtocolFamily.INET);
        client = calls.socket(StandardProtocolFamily.INET);
        calls.bind(listener, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        calls.listen(listener, 1);
        calls.connect(client, calls.localAddress(listener));
        do {
            server = calls.accept(listener);
        } while (server == -Errno.EAGAIN);
        calls.setNoDelay(client);
        calls.setNoDelay(server);
        pipe = calls.pipe(PipePool.SIZE);
    }

    /** Gives everything back. */
    @TearDown
    public void close() {
        calls.close(listener);
        calls.close(client);
        calls.close(server);
        new PipePool(calls, descriptor -> false).destroy(pipe);
    }

    /** The call of which nothing comes: what a flow pays to learn that a socket is drained. */
    @Benchmark
    public int receiveNothing() {
        return calls.receive(server, buffer, buffer.byteSize());
    }

    /** A small piece there. */
    @Benchmark
    public int copySmall() {
        calls.send(client, buffer, 0, SMALL);
        int got;
        do {
            got = calls.receive(server, buffer, buffer.byteSize());
        } while (got == -Errno.EAGAIN);
        return got;
    }

    /** The same through a pipe, which is why small pieces are not spliced. */
    @Benchmark
    public int spliceSmall() {
        calls.send(client, buffer, 0, SMALL);
        int got;
        do {
            got = calls.splice(server, PipePool.writeEnd(pipe), PipePool.SIZE);
        } while (got == -Errno.EAGAIN);
        calls.splice(PipePool.readEnd(pipe), server, got);
        do {
            got = calls.receive(client, buffer, buffer.byteSize());
        } while (got == -Errno.EAGAIN);
        return got;
    }

    /** The name of the other side, as it is read at every accept. */
    @Benchmark
    public InetSocketAddress address() {
        return calls.localAddress(server);
    }
}
