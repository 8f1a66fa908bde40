package dev.culvert.engine.netty.linux;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** A {@code sockaddr_in} or {@code sockaddr_in6} (ip(7), ipv6(7)). For one thread. */
final class SocketAddressMemory {

    static final int INET = 2;
    static final int INET6 = 10;
    /** The larger of the two. */
    static final int SIZE = 28;

    private static final int INET_SIZE = 16;
    private static final int PORT = 2;
    private static final int INET_ADDRESS = 4;
    private static final int INET6_ADDRESS = 8;
    private static final int SCOPE = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(BIG_ENDIAN);

    private final MemorySegment memory;

    SocketAddressMemory(Arena arena) {
        memory = arena.allocate(SIZE, 8);
    }

    MemorySegment memory() {
        return memory;
    }

    /** Writes an address and tells its size. */
    int set(InetSocketAddress address) {
        memory.fill((byte) 0);
        byte[] bytes = address.getAddress().getAddress();
        boolean inet6 = bytes.length > 4;
        memory.set(ValueLayout.JAVA_SHORT, 0, (short) (inet6 ? INET6 : INET));
        memory.set(NETWORK_SHORT, PORT, (short) address.getPort());
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, inet6 ? INET6_ADDRESS : INET_ADDRESS, bytes.length);
        if (address.getAddress() instanceof Inet6Address scoped) {
            memory.set(ValueLayout.JAVA_INT, SCOPE, scoped.getScopeId());
        }
        return inet6 ? SIZE : INET_SIZE;
    }

    /** Reads an address; one of IPv4 in an IPv6 dress is told as the former. */
    InetSocketAddress get() {
        boolean inet6 = memory.get(ValueLayout.JAVA_SHORT, 0) == INET6;
        byte[] bytes = new byte[inet6 ? 16 : 4];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, inet6 ? INET6_ADDRESS : INET_ADDRESS, bytes, 0, bytes.length);
        int port = Short.toUnsignedInt(memory.get(NETWORK_SHORT, PORT));
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            int scope = inet6 ? memory.get(ValueLayout.JAVA_INT, SCOPE) : 0;
            if (scope != 0 && address instanceof Inet6Address) {
                address = Inet6Address.getByAddress(null, bytes, scope);
            }
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
