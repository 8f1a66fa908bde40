package dev.culvert.cli.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;

/** Asks whether bytes get through. */
public final class Probe {

    private static final int LIMIT_MILLIS = 2000;

    private Probe() {}

    /**
     * Sends one small request to a port of 127.0.0.1 and waits for its reply.
     *
     * @throws IOException if there is none within two seconds
     */
    public static void check(int port) throws IOException {
        byte[] request = new byte[Wire.MESSAGE];
        Wire.header(Wire.Service.ECHO, Wire.MESSAGE).get(request);
        try (var socket = new Socket()) {
            socket.connect(Wire.loopback(port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(request);
            byte[] reply = socket.getInputStream().readNBytes(request.length);
            if (!Arrays.equals(request, reply)) {
                throw new IOException("the connection was closed before the reply");
            }
        }
    }
}
