package dev.culvert.events.delivery;

import dev.culvert.model.event.SyslogTarget;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * Sends to a syslog daemon over UDP, one message a datagram (RFC 5426). Nothing says whether one arrived; only where the
 * system reports that nobody listens is it sent again.
 */
final class SyslogUdpSender implements Sender {

    /** Few enough not to overrun what a daemon's socket holds. */
    private static final int MOST = 50;

    /** What fits into a datagram of IPv4; a longer message is cut (RFC 5424 6.1). */
    private static final int LONGEST = 65_507;

    /** For the report that nobody listens to come back, where the daemon is on this machine. */
    private static final int REPORT_MS = 5;

    private final SyslogTarget target;
    private final SyslogMessage message;

    SyslogUdpSender(SyslogTarget target) {
        this.target = target;
        this.message = new SyslogMessage(target);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) throws DeliveryFailure {
        var address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved()) {
            throw new DeliveryFailure("The host " + target.host() + " of the syslog daemon is not known.", 0);
        }
        try (var socket = new DatagramSocket()) {
            socket.connect(address);
            socket.setSoTimeout(REPORT_MS);
            for (Outgoing event : events) {
                byte[] bytes = message.bytes(event);
                socket.send(new DatagramPacket(bytes, Math.min(bytes.length, LONGEST)));
            }
            awaitReport(socket);
        } catch (PortUnreachableException e) {
            throw new DeliveryFailure("Nobody listens at " + target.host() + ":" + target.port() + " (UDP).", 0);
        } catch (IOException e) {
            throw new DeliveryFailure(
                    "Nothing can be sent to " + target.host() + ":" + target.port() + ": " + e.getMessage() + ".", 0);
        }
    }

    private static void awaitReport(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException e) {
            // no report, so it is taken to have arrived
        }
    }

    @Override
    public void close() {
        // a batch leaves nothing open
    }
}
