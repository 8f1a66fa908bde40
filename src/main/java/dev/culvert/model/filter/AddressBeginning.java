package dev.culvert.model.filter;

import java.util.ArrayList;
import java.util.List;

/** Reads the beginning of an address, as it stands in a search box while the rest is still to be typed. */
final class AddressBeginning {

    private static final int MOST_OCTET = 255;

    private AddressBeginning() {}

    /** The addresses that are written so at their beginning: {@code 10.1.2}, {@code 2001:db8}; none if that is no beginning. */
    static List<AddressRange> ranges(String text) {
        if (text.indexOf(':') >= 0) {
            return six(text);
        }
        return text.matches("\\d{1,3}(\\.\\d{1,3}){0,3}\\.?") && text.indexOf('.') > 0 ? four(text) : List.of();
    }

    private static List<AddressRange> four(String text) {
        String[] parts = text.split("\\.", 0);
        int whole = text.endsWith(".") ? parts.length : parts.length - 1;
        if (whole > 3 && text.endsWith(".")) {
            return List.of();
        }
        byte[] address = new byte[4];
        for (int i = 0; i < whole; i++) {
            int octet = Integer.parseInt(parts[i]);
            if (octet > MOST_OCTET || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
                return List.of();
            }
            address[i] = (byte) octet;
        }
        if (whole == parts.length) {
            return List.of(AddressRange.network(address, whole * Byte.SIZE));
        }
        List<AddressRange> found = new ArrayList<>();
        for (int octet = 0; octet <= MOST_OCTET; octet++) {
            if (Integer.toString(octet).startsWith(parts[whole])) {
                address[whole] = (byte) octet;
                AddressRange next = AddressRange.network(address, (whole + 1) * Byte.SIZE);
                // 20 to 29 follow each other
                boolean goesOn = octet > 0 && Integer.toString(octet - 1).startsWith(parts[whole]);
                found.add(goesOn ? new AddressRange(found.removeLast().first(), next.last()) : next);
            }
        }
        return List.copyOf(found);
    }

    /** Whole groups, then one that may go on: {@code 2001:db8} is also the beginning of {@code 2001:db8a}. */
    private static List<AddressRange> six(String text) {
        if (text.endsWith("::") && text.indexOf("::") == text.length() - 2 && text.length() > 2) {
            String groups = text.substring(0, text.length() - 2);
            int count = groups.split(":").length;
            return AddressRange.literal(text)
                    .filter(bytes -> bytes.length == 16 && count < 8)
                    .map(bytes -> List.of(AddressRange.network(bytes, Math.min(8, count + 1) * Short.SIZE)))
                    .orElse(List.of());
        }
        var whole = AddressRange.literal(text);
        if (whole.isPresent()) {
            return List.of(new AddressRange(whole.get(), whole.get()));
        }
        if (!text.matches("[0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6}:?")) {
            return List.of();
        }
        String[] groups = text.split(":", 0);
        int complete = text.endsWith(":") ? groups.length : groups.length - 1;
        byte[] address = new byte[16];
        for (int i = 0; i < complete; i++) {
            put(address, i, Integer.parseInt(groups[i], 16));
        }
        List<AddressRange> found = new ArrayList<>();
        if (complete == groups.length) {
            found.add(AddressRange.network(address, complete * Short.SIZE));
            return List.copyOf(found);
        }
        String open = groups[complete];
        int value = Integer.parseInt(open, 16);
        for (int more = 0; open.length() + more <= 4; more++) {
            int shift = more * 4;
            put(address, complete, value << shift);
            found.add(AddressRange.network(address, (complete + 1) * Short.SIZE - shift));
            if (value == 0) {
                break;
            }
        }
        return List.copyOf(found);
    }

    private static void put(byte[] address, int group, int value) {
        address[2 * group] = (byte) (value >> 8);
        address[2 * group + 1] = (byte) value;
    }
}
