package dev.culvert.engine.netty.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client says first (RFC 8446 4.1.2), as far as a policy may ask for it. Numbers are those of the IANA
 * registries; the reserved ones that clients throw in to keep servers tolerant (RFC 8701) are left out.
 *
 * @param version the newest version offered, such as {@code 0x0304}
 * @param cipherSuites the suites offered, in the client's order
 * @param extensions the extensions there are, in the client's order
 * @param serverName the host it asks for; empty if it names none
 * @param protocols the application protocols it offers, each text of one byte a character
 * @param signatures the signature algorithms it accepts, in the client's order
 */
record ClientHello(
        int version,
        List<Integer> cipherSuites,
        List<Integer> extensions,
        String serverName,
        List<String> protocols,
        List<Integer> signatures) {

    static final int SERVER_NAME = 0;
    static final int ALPN = 16;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int SUPPORTED_VERSIONS = 43;

    /**
     * Reads the body of a handshake message.
     *
     * @throws IndexOutOfBoundsException if it ends before it should
     */
    static ClientHello read(ByteBuf message) {
        ByteBuf in = message.slice();
        int version = in.readUnsignedShort();
        in.skipBytes(32); // random
        in.skipBytes(in.readUnsignedByte()); // session id
        List<Integer> suites = numbers(in.readSlice(in.readUnsignedShort()));
        in.skipBytes(in.readUnsignedByte()); // compression methods
        List<Integer> extensions = new ArrayList<>();
        String serverName = "";
        List<String> protocols = List.of();
        List<Integer> signatures = List.of();
        ByteBuf rest = in.isReadable() ? in.readSlice(in.readUnsignedShort()) : in;
        while (rest.isReadable()) {
            int type = rest.readUnsignedShort();
            ByteBuf content = rest.readSlice(rest.readUnsignedShort());
            if (isReserved(type)) {
                continue;
            }
            extensions.add(type);
            switch (type) {
                case SERVER_NAME -> serverName = serverName(content);
                case ALPN -> protocols = protocols(content.readSlice(content.readUnsignedShort()));
                case SIGNATURE_ALGORITHMS -> signatures = numbers(content.readSlice(content.readUnsignedShort()));
                case SUPPORTED_VERSIONS ->
                    version = newest(numbers(content.readSlice(content.readUnsignedByte())), version);
                default -> {}
            }
        }
        return new ClientHello(version, suites, extensions, serverName, protocols, signatures);
    }

    private static int newest(List<Integer> offered, int otherwise) {
        return offered.stream().mapToInt(Integer::intValue).max().orElse(otherwise);
    }

    private static List<Integer> numbers(ByteBuf in) {
        List<Integer> found = new ArrayList<>();
        while (in.isReadable()) {
            int number = in.readUnsignedShort();
            if (!isReserved(number)) {
                found.add(number);
            }
        }
        return found;
    }

    /** RFC 6066 3: a list of which only host names, type 0, were ever defined. */
    private static String serverName(ByteBuf content) {
        ByteBuf in = content.readSlice(content.readUnsignedShort());
        while (in.isReadable()) {
            int type = in.readUnsignedByte();
            ByteBuf name = in.readSlice(in.readUnsignedShort());
            if (type == 0) {
                return name.toString(StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    private static List<String> protocols(ByteBuf in) {
        List<String> found = new ArrayList<>();
        while (in.isReadable()) {
            found.add(in.readSlice(in.readUnsignedByte()).toString(StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    private static boolean isReserved(int number) {
        return (number & 0x0f0f) == 0x0a0a && number >>> 8 == (number & 0xff);
    }
}
