package dev.culvert.engine.netty;

import dev.culvert.engine.netty.linux.SelfTest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the bytes of connections are moved that nobody has to look at; the rest always goes through channels. */
enum RelayMode {
    /** System calls on descriptors, on Linux. */
    NATIVE(IoTransport.EPOLL),
    /** The JDK's sockets, everywhere. */
    PORTABLE(IoTransport.NIO),
    /** Channels for all, on the system's own transport. */
    CHANNEL(IoTransport.best()),
    /** Channels for all, on the JDK's transport. */
    CHANNEL_NIO(IoTransport.NIO);

    /** The environment's word in this: {@code native}, {@code portable}, {@code channel} or {@code auto}. */
    static final String VARIABLE = "CULVERT_RELAY";

    private static final Logger log = LoggerFactory.getLogger(RelayMode.class);

    private final IoTransport transport;

    RelayMode(IoTransport transport) {
        this.transport = transport;
    }

    IoTransport transport() {
        return transport;
    }

    /**
     * The one that was asked for, if it works here; without a wish, the fastest that does.
     *
     * @param wish the value of {@link #VARIABLE}
     */
    static RelayMode chosen(@Nullable String wish) {
        return switch (wish == null ? "auto" : wish.strip().toLowerCase(Locale.ROOT)) {
            case "portable" -> PORTABLE;
            case "channel" -> CHANNEL;
            case "native" -> fastest(true);
            case "auto", "" -> fastest(IoTransport.EPOLL.isAvailable());
            default -> {
                log.warn("{}={} is not known; say native, portable, channel or auto.", VARIABLE, wish);
                yield fastest(true);
            }
        };
    }

    private static RelayMode fastest(boolean isExpected) {
        Optional<String> problem = NATIVE.problem();
        if (problem.isEmpty()) {
            return NATIVE;
        } else if (isExpected) {
            log.warn("The native relay does not work here ({}); the portable one is used.", problem.get());
        }
        return PORTABLE;
    }

    /** What is in the way of it on this machine; empty if nothing is. */
    Optional<String> problem() {
        if (!transport.isAvailable()) {
            return Optional.of("no " + transport.title() + " here");
        }
        return this == NATIVE ? SelfTest.problem() : Optional.empty();
    }

    /** The sockets of the relay that does not look at bytes; null where channels do all. */
    @Nullable RawSockets rawSockets(int eventLoops, DescriptorReserve reserve) {
        return switch (this) {
            case NATIVE -> new NativeSockets(eventLoops, reserve);
            case PORTABLE -> new PortableSockets(eventLoops);
            case CHANNEL, CHANNEL_NIO -> null;
        };
    }

    /** How listeners are bound that accept clients for it, as long as there is more than the reserve. */
    ListenerSocket.Binder binder(EventLoops loops, @Nullable RawSockets sockets, DescriptorReserve reserve) {
        if (sockets instanceof NativeSockets descriptors) {
            return NativeListener.binder(descriptors, loops, reserve);
        }
        return sockets == null
                ? ChannelListener.binder(transport, loops, reserve)
                : PortableListener.binder(loops, reserve);
    }

    /** As the status line says it. */
    String title() {
        return switch (this) {
            case NATIVE -> "native relay";
            case PORTABLE -> "portable relay";
            case CHANNEL, CHANNEL_NIO -> transport.title();
        };
    }
}
