package dev.culvert.engine.netty.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JA4 fingerprint of a TLS client, as FoxIO's specification of it says. */
final class Ja4 {

    private static final int MOST = 99;
    private static final String NOTHING = "000000000000";

    private Ja4() {}

    static String of(ClientHello hello) {
        return "t"
                + version(hello.version())
                + (hello.extensions().contains(ClientHello.SERVER_NAME) ? "d" : "i")
                + count(hello.cipherSuites())
                + count(hello.extensions())
                + alpn(hello.protocols())
                + "_"
                + hash(hex(hello.cipherSuites().stream().sorted()))
                + "_"
                + hash(offers(hello));
    }

    private static String offers(ClientHello hello) {
        String extensions = hex(hello.extensions().stream()
                .filter(e -> e != ClientHello.SERVER_NAME && e != ClientHello.ALPN)
                .sorted());
        return hello.signatures().isEmpty() ? extensions : extensions + "_" + hex(hello.signatures().stream());
    }

    private static String version(int number) {
        return switch (number) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            default -> "00";
        };
    }

    private static String count(List<?> things) {
        int shown = Math.min(things.size(), MOST);
        return shown < 10 ? "0" + shown : String.valueOf(shown);
    }

    /** The first and the last character of the first protocol; of its bytes in hexadecimal if one is no letter or digit. */
    private static String alpn(List<String> protocols) {
        if (protocols.isEmpty() || protocols.getFirst().isEmpty()) {
            return "00";
        }
        String first = protocols.getFirst();
        String ends = "" + first.charAt(0) + first.charAt(first.length() - 1);
        if (ends.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            return ends;
        }
        String hex = HexFormat.of().formatHex(first.getBytes(StandardCharsets.ISO_8859_1));
        return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
    }

    private static String hex(Stream<Integer> numbers) {
        return numbers.map(n -> HexFormat.of().toHexDigits(n.shortValue())).collect(Collectors.joining(","));
    }

    private static String hash(String text) {
        if (text.isEmpty()) {
            return NOTHING;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, NOTHING.length() / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
