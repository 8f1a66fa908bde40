package dev.culvert.gateway.address;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on a UDP socket of this machine that knows the records it is given (RFC 1035). */
public final class DnsServer implements AutoCloseable {

    private static final Map<String, Integer> TYPES = Map.of("A", 1, "CNAME", 5, "AAAA", 28);
    private static final int NO_SUCH_NAME = 3;
    private static final int SERVER_FAILURE = 2;

    private final DatagramSocket socket;
    private final Map<String, List<String[]>> records = new ConcurrentHashMap<>();
    private volatile boolean fails;
    private volatile boolean silent;

    public DnsServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** A lookup that asks this server. */
    public DnsLookup lookup() {
        return new DnsLookup("dns://127.0.0.1:" + socket.getLocalPort());
    }

    /** Adds a record. */
    public DnsServer with(String name, String type, String value) {
        records.computeIfAbsent(name, n -> new ArrayList<>()).add(new String[] {type, value});
        return this;
    }

    /** Forgets the records of a name. */
    public void without(String name) {
        records.remove(name);
    }

    /** From now on it answers that it cannot. */
    public void fail() {
        fails = true;
    }

    /** From now on it does not answer. */
    public void fallSilent() {
        silent = true;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!silent) {
                    byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort();
        query.position(12);
        String name = name(query);
        int type = query.getShort();
        List<String[]> known = records.getOrDefault(name, List.of());
        // an alias answers for every type
        List<String[]> found = known.stream()
                .filter(r -> type(r[0]) == type || r[0].equals("CNAME"))
                .toList();
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(id);
        out.writeShort(0x8180 | (fails ? SERVER_FAILURE : known.isEmpty() ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(fails ? 0 : found.size());
        out.writeInt(0);
        writeName(out, name);
        out.writeShort(type);
        out.writeShort(1);
        for (String[] one : fails ? List.<String[]>of() : found) {
            writeName(out, name);
            out.writeShort(type(one[0]));
            out.writeShort(1);
            out.writeInt(60);
            byte[] data = data(one[0], one[1]);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static int type(String name) {
        return Objects.requireNonNull(TYPES.get(name));
    }

    private static byte[] data(String type, String value) throws IOException {
        if (!type.equals("CNAME")) {
            return InetAddress.ofLiteral(value).getAddress();
        }
        var bytes = new ByteArrayOutputStream();
        writeName(new DataOutputStream(bytes), value);
        return bytes.toByteArray();
    }

    private static String name(ByteBuffer query) {
        List<String> labels = new ArrayList<>();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
        }
        return String.join(".", labels);
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        socket.close();
    }
}
