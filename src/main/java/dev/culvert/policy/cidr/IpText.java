package dev.culvert.policy.cidr;

/** Writes IPv6 addresses as RFC 5952 wants them: lower case, and the longest run of zero groups as {@code ::}. */
final class IpText {

    private IpText() {}

    static String text6(long high, long low) {
        int bestStart = -1;
        int bestLength = 1;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            length = group(high, low, i) == 0 ? length + 1 : 0;
            if (length > bestLength) {
                bestLength = length;
                bestStart = i - length + 1;
            }
        }
        var text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(high, low, i)));
            }
        }
        return text.toString();
    }

    private static int group(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> (48 - i % 4 * 16)) & 0xffff;
    }
}
