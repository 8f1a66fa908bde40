package dev.culvert.engine.netty.linux;

import java.util.Set;

/** The numbers of errors that are told apart here; the same on x86-64 and aarch64 ({@code asm-generic/errno.h}). */
public final class Errno {

    /** Interrupted system call. */
    public static final int EINTR = 4;
    /** Nothing to be had, or no room, at the moment; never the end of a stream. */
    public static final int EAGAIN = 11;
    /** The process has no more descriptors. */
    public static final int EMFILE = 24;
    /** A connection is being made. */
    public static final int EINPROGRESS = 115;

    /** What was pending on a client's connection when it was to be accepted, and says nothing about the next (accept(2)). */
    private static final Set<Integer> CLIENTS = Set.of(
            EINTR,
            64 /* ENONET */,
            71 /* EPROTO */,
            92 /* ENOPROTOOPT */,
            95 /* EOPNOTSUPP */,
            100 /* ENETDOWN */,
            101 /* ENETUNREACH */,
            103 /* ECONNABORTED */,
            112 /* EHOSTDOWN */,
            113 /* EHOSTUNREACH */,
            1 /* EPERM */);

    /** Whether one client could not be accepted, and the next may be. */
    public static boolean isClientsFault(int errno) {
        return CLIENTS.contains(errno);
    }

    private Errno() {}
}
