package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.TEXT;
import static dev.culvert.policy.expression.FunctionTable.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Checksums of texts, as hexadecimal digits or base64. */
final class HashFunctions {

    /** ISO 3309, with the bits the other way round. */
    private static final long CRC64_ISO = 0xD800000000000000L;

    private HashFunctions() {}

    private interface Hash {
        byte[] of(byte[] bytes) throws Exception;
    }

    static void addTo(FunctionTable table) {
        add(table, "crc32", HashFunctions::crc32);
        add(table, "crc64", HashFunctions::crc64);
        add(table, "md5", b -> MessageDigest.getInstance("MD5").digest(b));
        add(table, "sha1", b -> MessageDigest.getInstance("SHA-1").digest(b));
        add(table, "sha256", b -> MessageDigest.getInstance("SHA-256").digest(b));
        add(table, "sha512", b -> MessageDigest.getInstance("SHA-512").digest(b));
        add(table, "xxhash64", b -> bytes(XxHash64.of(b)));
    }

    private static void add(FunctionTable table, String name, Hash hash) {
        table.add(
                "hash." + name,
                Overload.global("hash_" + name, TEXT, List.of(TEXT), a -> written(hash, text(a, 0), "hex")),
                Overload.global(
                        "hash_as_" + name, TEXT, List.of(TEXT, TEXT), a -> written(hash, text(a, 0), text(a, 1))));
        table.add(
                name,
                Overload.member("text_" + name, TEXT, List.of(TEXT), a -> written(hash, text(a, 0), "hex")),
                Overload.member(
                        "text_as_" + name, TEXT, List.of(TEXT, TEXT), a -> written(hash, text(a, 0), text(a, 1))));
    }

    private static String written(Hash hash, String text, String form) throws Exception {
        byte[] sum = hash.of(text.getBytes(StandardCharsets.UTF_8));
        return switch (form) {
            case "hex" -> HexFormat.of().formatHex(sum);
            case "base64" -> Base64.getEncoder().encodeToString(sum);
            default -> throw new IllegalArgumentException("write 'hex' or 'base64', not '" + form + "'");
        };
    }

    private static byte[] crc32(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] crc64(byte[] bytes) {
        long crc = -1L;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ CRC64_ISO : crc >>> 1;
            }
        }
        return bytes(~crc);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
