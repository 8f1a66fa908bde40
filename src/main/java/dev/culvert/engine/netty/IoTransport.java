package dev.culvert.engine.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** How this machine's sockets are driven, the fastest first. The only place that knows Netty's transports by name. */
enum IoTransport {
    /** Linux. */
    EPOLL,
    /** macOS. */
    KQUEUE,
    /** Everywhere. */
    NIO;

    /** The fastest that works here. */
    static IoTransport best() {
        for (IoTransport transport : values()) {
            if (transport.isAvailable()) {
                return transport;
            }
        }
        return NIO;
    }

    boolean isAvailable() {
        return switch (this) {
            case EPOLL -> Epoll.isAvailable();
            case KQUEUE -> KQueue.isAvailable();
            case NIO -> true;
        };
    }

    IoHandlerFactory loops() {
        return switch (this) {
            case EPOLL -> KeptRegistrations.around(EpollIoHandler.newFactory(0, LastLook::new));
            case KQUEUE -> KQueueIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    ChannelFactory<ServerSocketChannel> listeners() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel::new;
            case KQUEUE -> KQueueServerSocketChannel::new;
            case NIO -> NioServerSocketChannel::new;
        };
    }

    /** A socket that can be connected to that address. */
    DuplexChannel newSocket(SocketAddress address) {
        boolean isPath = address instanceof UnixDomainSocketAddress;
        return switch (this) {
            case EPOLL -> isPath ? new EpollDomainSocketChannel() : new EpollSocketChannel(family(address));
            case KQUEUE -> isPath ? new KQueueDomainSocketChannel() : new KQueueSocketChannel();
            case NIO -> isPath ? new NioDomainSocketChannel() : new NioSocketChannel();
        };
    }

    /** A socket of both families would take IPv4 addresses, too, but at the price of a system call more. */
    private static SocketProtocolFamily family(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() instanceof Inet4Address
                ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6;
    }

    /** The address in the class that this transport has for it. */
    SocketAddress own(SocketAddress address) {
        return this != NIO && address instanceof UnixDomainSocketAddress unix
                ? new DomainSocketAddress(unix.getPath().toString())
                : address;
    }

    /** As the status line says it. */
    String title() {
        return switch (this) {
            case EPOLL -> "epoll";
            case KQUEUE -> "kqueue";
            case NIO -> "NIO";
        };
    }
}
