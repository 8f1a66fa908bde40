package dev.culvert.engine.netty.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;

/**
 * System calls on sockets and pipes that never block. Each returns what the system returned, or, where that is -1, the
 * negative {@link Errno number} of the error. For one thread: the scratch memory is shared by all calls.
 */
public final class SystemCalls {

    private static final int SOCK_STREAM = 1;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_LINGER = 13;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_WR = 1;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int SPLICE_MOVE_NONBLOCK = 1 | 2;

    private final MemorySegment capture;
    private final MemorySegment scratch;
    private final MemorySegment length;
    private final SocketAddressMemory address;

    /** With memory of its own, which lives as long as this object. */
    public SystemCalls() {
        Arena arena = Arena.ofAuto();
        capture = arena.allocate(LibC.CAPTURE);
        scratch = arena.allocate(16, 8);
        length = arena.allocate(ValueLayout.JAVA_INT);
        address = new SocketAddressMemory(arena);
    }

    /** A TCP socket. */
    public int socket(ProtocolFamily family) {
        int number = family == StandardProtocolFamily.INET6 ? SocketAddressMemory.INET6 : SocketAddressMemory.INET;
        try {
            return result((int) LibC.SOCKET.invokeExact(capture, number, SOCK_STREAM | NONBLOCK_CLOEXEC, 0));
        } catch (Throwable e) {
            throw new LinkageError("socket", e);
        }
    }

    /** Names a socket. */
    public int bind(int socket, InetSocketAddress name) {
        int size = address.set(name);
        try {
            return result((int) LibC.BIND.invokeExact(capture, socket, address.memory(), size));
        } catch (Throwable e) {
            throw new LinkageError("bind", e);
        }
    }

    /** Lets clients queue. */
    public int listen(int socket, int backlog) {
        try {
            return result((int) LibC.LISTEN.invokeExact(capture, socket, backlog));
        } catch (Throwable e) {
            throw new LinkageError("listen", e);
        }
    }

    /** The next client's socket; who it is, {@link #peer} tells until the next call. */
    public int accept(int listener) {
        length.set(ValueLayout.JAVA_INT, 0, SocketAddressMemory.SIZE);
        try {
            return result(
                    (int) LibC.ACCEPT4.invokeExact(capture, listener, address.memory(), length, NONBLOCK_CLOEXEC));
        } catch (Throwable e) {
            throw new LinkageError("accept4", e);
        }
    }

    /** Whom {@link #accept} has accepted. */
    public InetSocketAddress peer() {
        return address.get();
    }

    /** The name of a socket. */
    public InetSocketAddress localAddress(int socket) {
        length.set(ValueLayout.JAVA_INT, 0, SocketAddressMemory.SIZE);
        try {
            int failure = result((int) LibC.GETSOCKNAME.invokeExact(capture, socket, address.memory(), length));
            return failure < 0 ? new InetSocketAddress(0) : address.get();
        } catch (Throwable e) {
            throw new LinkageError("getsockname", e);
        }
    }

    /** Begins to connect; -{@link Errno#EINPROGRESS} is the usual answer. */
    public int connect(int socket, InetSocketAddress to) {
        int size = address.set(to);
        try {
            return result((int) LibC.CONNECT.invokeExact(capture, socket, address.memory(), size));
        } catch (Throwable e) {
            throw new LinkageError("connect", e);
        }
    }

    /** Bytes are sent at once; a listener's clients inherit it. */
    public int setNoDelay(int socket) {
        return set(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    }

    /** A port can be bound although old connections of it linger. */
    public int setReuseAddress(int socket) {
        return set(socket, SOL_SOCKET, SO_REUSEADDR, 1);
    }

    /** An IPv6 wildcard takes IPv4 clients too. */
    public int setDualStack(int socket) {
        return set(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    }

    /** Closing will reset, and throw away what is unsent. */
    public int setLingerZero(int socket) {
        scratch.set(ValueLayout.JAVA_INT, 0, 1);
        scratch.set(ValueLayout.JAVA_INT, 4, 0);
        return setScratch(socket, SOL_SOCKET, SO_LINGER, 8);
    }

    /** The error that waits on a socket, negative, which clears it; 0 for none. */
    public int takeError(int socket) {
        length.set(ValueLayout.JAVA_INT, 0, 4);
        try {
            int failure =
                    result((int) LibC.GETSOCKOPT.invokeExact(capture, socket, SOL_SOCKET, SO_ERROR, scratch, length));
            return failure < 0 ? failure : -scratch.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw new LinkageError("getsockopt", e);
        }
    }

    /** Says the last byte. */
    public int shutdownOutput(int socket) {
        try {
            return result((int) LibC.SHUTDOWN.invokeExact(capture, socket, SHUT_WR));
        } catch (Throwable e) {
            throw new LinkageError("shutdown", e);
        }
    }

    /** Bytes that were received, so many at most; 0 is the end of the stream. */
    public int receive(int socket, MemorySegment into, long most) {
        try {
            return result((long) LibC.RECV.invokeExact(capture, socket, into.asSlice(0, most), most, 0));
        } catch (Throwable e) {
            throw new LinkageError("recv", e);
        }
    }

    /** Bytes that the socket has taken. */
    public int send(int socket, MemorySegment from, long offset, long count) {
        try {
            return result(
                    (long) LibC.SEND.invokeExact(capture, socket, from.asSlice(offset, count), count, MSG_NOSIGNAL));
        } catch (Throwable e) {
            throw new LinkageError("send", e);
        }
    }

    /** Moves bytes between a socket and a pipe, without looking at them; 0 is the end of the stream. */
    public int splice(int from, int to, int count) {
        try {
            return result((long) LibC.SPLICE.invokeExact(
                    capture, from, MemorySegment.NULL, to, MemorySegment.NULL, (long) count, SPLICE_MOVE_NONBLOCK));
        } catch (Throwable e) {
            throw new LinkageError("splice", e);
        }
    }

    /** A pipe of a size: the end to read from, and above it in the upper half the end to write to. */
    public long pipe(int size) {
        try {
            int failure = result((int) LibC.PIPE2.invokeExact(capture, scratch, NONBLOCK_CLOEXEC));
            if (failure < 0) {
                return failure;
            }
            int read = scratch.get(ValueLayout.JAVA_INT, 0);
            int write = scratch.get(ValueLayout.JAVA_INT, 4);
            int sized = result((int) LibC.FCNTL.invokeExact(capture, write, F_SETPIPE_SZ, size));
            if (sized < 0) { // the user's share of pipe memory is used up, and what is left is too small to be of use
                var unusedRead = close(read);
                var unusedWrite = close(write);
                return sized;
            }
            return (long) write << Integer.SIZE | read;
        } catch (Throwable e) {
            throw new LinkageError("pipe2", e);
        }
    }

    /** Gives a descriptor back. */
    public int close(int descriptor) {
        try {
            return result((int) LibC.CLOSE.invokeExact(capture, descriptor));
        } catch (Throwable e) {
            throw new LinkageError("close", e);
        }
    }

    private int set(int socket, int level, int option, int value) {
        scratch.set(ValueLayout.JAVA_INT, 0, value);
        return setScratch(socket, level, option, 4);
    }

    private int setScratch(int socket, int level, int option, int size) {
        try {
            return result((int) LibC.SETSOCKOPT.invokeExact(capture, socket, level, option, scratch, size));
        } catch (Throwable e) {
            throw new LinkageError("setsockopt", e);
        }
    }

    private int result(long returned) {
        return returned >= 0 ? (int) returned : -(int) LibC.ERRNO.get(capture, 0L);
    }
}
