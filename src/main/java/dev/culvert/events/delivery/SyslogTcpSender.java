package dev.culvert.events.delivery;

import dev.culvert.model.event.SyslogTarget;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends to a syslog daemon over TCP, lengths counted (RFC 6587 3.4.1). The protocol has no acknowledgement, and what was written
 * to a socket may still be lost with the daemon. So each batch has a connection of its own, of which this side is ended after
 * the last message: the daemon ends the other when it has read everything, and only then the batch counts as delivered.
 */
final class SyslogTcpSender implements Sender {

    private static final int MOST = 500;
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int END_TIMEOUT_MS = 10_000;

    private final SyslogTarget target;
    private final SyslogMessage message;

    SyslogTcpSender(SyslogTarget target) {
        this.target = target;
        this.message = new SyslogMessage(target);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) throws DeliveryFailure {
        String where = target.host() + ":" + target.port();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_TIMEOUT_MS);
            socket.setSoTimeout(END_TIMEOUT_MS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            for (Outgoing event : events) {
                byte[] bytes = message.bytes(event);
                out.write((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
            }
            out.flush();
            socket.shutdownOutput();
            byte[] ignored = new byte[1024];
            while (socket.getInputStream().read(ignored) >= 0) {
                // a daemon has nothing to say
            }
        } catch (SocketTimeoutException e) {
            throw new DeliveryFailure("The syslog daemon at " + where + " did not take the messages in time.", 0);
        } catch (UnknownHostException e) {
            throw new DeliveryFailure("The host " + target.host() + " of the syslog daemon is not known.", 0);
        } catch (IOException e) {
            throw new DeliveryFailure(
                    "The syslog daemon at " + where + " cannot be reached: " + e.getMessage() + ".", 0);
        }
    }

    @Override
    public void close() {
        // a batch leaves nothing open
    }
}
