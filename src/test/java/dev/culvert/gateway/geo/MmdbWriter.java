package dev.culvert.gateway.geo;

import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes small databases in the MaxMind DB format 2.0 (maxmind.github.io/MaxMind-DB): IPv6, records of 32 bits. */
public final class MmdbWriter {

    private static final int SEPARATOR = 16;

    /** For each node its two children: another node, 0 for nothing, or a negative number that leads to data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    public MmdbWriter add(String cidr, Map<String, Object> entry) {
        Cidr network = Cidr.parse(cidr);
        byte[] address = network.network().toInetAddress().getAddress();
        int skipped = network.network().isV4() ? 96 : 0;
        int last = skipped + network.prefix();
        int offset = data.size();
        value(data, entry);
        int node = 0;
        for (int bit = 0; bit < last; bit++) {
            int place = bit - skipped;
            int side = place < 0 ? 0 : (address[place / 8] >> (7 - place % 8)) & 1;
            if (bit == last - 1) {
                nodes.get(node)[side] = -1 - offset;
            } else {
                if (nodes.get(node)[side] <= 0) {
                    nodes.add(new int[2]);
                    nodes.get(node)[side] = nodes.size() - 1;
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    public Path write(Path file, String type, Instant built) throws IOException {
        var out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                int record = child == 0 ? nodes.size() : child > 0 ? child : nodes.size() + SEPARATOR + (-1 - child);
                out.writeBytes(ByteBuffer.allocate(4).putInt(record).array());
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        value(
                out,
                Map.of(
                        "binary_format_major_version",
                        (short) 2,
                        "binary_format_minor_version",
                        (short) 0,
                        "build_epoch",
                        built.getEpochSecond(),
                        "database_type",
                        type,
                        "description",
                        Map.of("en", "a test"),
                        "ip_version",
                        (short) 6,
                        "languages",
                        List.of("en"),
                        "node_count",
                        nodes.size(),
                        "record_size",
                        (short) 32));
        return Files.write(file, out.toByteArray());
    }

    /** The types of the format: map 7, text 2, double 3, uint16 5, uint32 6, uint64 9, boolean 14, array 11. */
    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                map.forEach((key, of) -> {
                    value(out, key);
                    value(out, of);
                });
            }
            case List<?> list -> {
                control(out, 11, list.size());
                list.forEach(item -> value(out, item));
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, bytes.length);
                out.writeBytes(bytes);
            }
            case Double number -> {
                control(out, 3, 8);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Short number -> {
                control(out, 5, 2);
                out.writeBytes(ByteBuffer.allocate(2).putShort(number).array());
            }
            case Integer number -> {
                control(out, 6, 4);
                out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
            }
            case Long number -> {
                control(out, 9, 8);
                out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
            }
            case Boolean truth -> control(out, 14, truth ? 1 : 0);
            default -> throw new IllegalArgumentException("not of the format: " + value);
        }
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        // from 29 on the rest of the size has a byte of its own
        int told = Math.min(size, 29);
        if (type <= 7) {
            out.write(type << 5 | told);
        } else {
            out.write(told);
            out.write(type - 7);
        }
        if (told == 29) {
            out.write(size - 29);
        }
    }

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
