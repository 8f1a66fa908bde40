package dev.culvert.engine.netty;

import dev.culvert.engine.ListenResult;
import dev.culvert.model.CloseReason;
import io.netty.channel.ConnectTimeoutException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the operating system said out of an exception. The JDK and Netty's native transports wrap an error number
 * in different classes and only its text is common to all.
 */
final class SystemError {

    /** As the native transports write it: {@code bind(..) failed with error(-98): Address already in use}. */
    private static final Pattern NATIVE = Pattern.compile("\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ?(.*)");

    private SystemError() {}

    /** The system's words, without the dressing; null if there are none. */
    static @Nullable String text(Throwable failure) {
        Throwable root = root(failure);
        String message = root.getMessage();
        if (root instanceof UnknownHostException) {
            return "Unknown host";
        } else if (root instanceof NoRouteToHostException && message == null) {
            return "No route to host";
        } else if (root instanceof FileNotFoundException && message == null) {
            return "No such file or directory";
        } else if (root instanceof ClosedChannelException) {
            return null;
        } else if (message == null) {
            return root.getClass().getSimpleName();
        }
        Matcher matcher = NATIVE.matcher(message);
        return matcher.matches() ? matcher.group(1) : message;
    }

    /** Why an upstream was not reached; null if the failure is none that a network or a shortage makes. */
    static @Nullable CloseReason whyNotConnected(Throwable failure) {
        Throwable root = root(failure);
        String said = words(root);
        if (root instanceof ConnectTimeoutException || said.contains("timed out")) {
            return CloseReason.UPSTREAM_TIMEOUT;
        } else if (root instanceof UnknownHostException
                || root instanceof NoRouteToHostException
                || root instanceof FileNotFoundException
                || root instanceof UnresolvedAddressException
                || root instanceof UnsupportedAddressTypeException
                || said.contains("unreachable")
                || said.contains("no route")
                || said.contains("host is down")
                || said.contains("assign requested address")
                || said.contains("invalid argument")
                || said.contains("no such file")
                || said.contains("wrong type for socket")
                || said.contains("not permitted")
                || said.contains("permission denied")) {
            return CloseReason.UPSTREAM_UNREACHABLE;
        } else if (said.contains("reset") || said.contains("broken pipe")) {
            return CloseReason.UPSTREAM_RESET;
        } else if (said.contains("too many open files")) {
            return CloseReason.INTERNAL_ERROR; // known well enough to need no trace in the log
        }
        // a Unix socket whose queue is full refuses at once
        return root instanceof ConnectException || said.contains("refused") || said.contains("temporarily unavailable")
                ? CloseReason.UPSTREAM_REFUSED
                : null;
    }

    /** Why a socket was not bound. */
    static ListenResult.Cause whyNotBound(Throwable failure) {
        String said = words(root(failure));
        if (said.contains("in use")) {
            return ListenResult.Cause.PORT_IN_USE;
        } else if (said.contains("permission denied") || said.contains("not permitted")) {
            return ListenResult.Cause.NOT_PERMITTED;
        } else if (said.contains("assign requested address")) {
            return ListenResult.Cause.NO_SUCH_ADDRESS;
        }
        return ListenResult.Cause.OTHER;
    }

    private static String words(Throwable root) {
        String message = root.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
            root = next;
        }
        return root;
    }
}
