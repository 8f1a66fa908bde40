package dev.culvert.engine.netty.http;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * What a request line asks for, in one of the four forms of RFC 9112 3.2.
 *
 * @param authority the host and port that are meant
 * @param path path and query; {@code *} for the server itself; the authority for CONNECT
 */
record Target(String authority, String path) {

    /**
     * Reads a target.
     *
     * @param host the Host header; empty if there is none
     */
    static Target of(String method, String target, String host) throws BadRequest {
        if (method.equals("CONNECT")) {
            if (!isAuthority(target) || target.indexOf(':') < 0) {
                throw new BadRequest(400, "CONNECT needs a host and a port.");
            }
            return new Target(target, target);
        } else if (target.indexOf('#') >= 0) {
            throw new BadRequest(400, "The request target has a fragment.");
        } else if (target.charAt(0) == '/') {
            return new Target(host, target);
        } else if (target.equals("*") && method.equals("OPTIONS")) {
            return new Target(host, target);
        }
        return absolute(target, host);
    }

    private static Target absolute(String target, String host) throws BadRequest {
        String lower = target.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new BadRequest(400, "The request target is neither a path nor a URL.");
        }
        int from = target.indexOf("//") + 2;
        int to = from;
        while (to < target.length() && target.charAt(to) != '/' && target.charAt(to) != '?') {
            to++;
        }
        String authority = target.substring(from, to);
        if (!isAuthority(authority)) {
            throw new BadRequest(400, "The request target's host is not a host.");
        } else if (!host.isEmpty() && !host.equalsIgnoreCase(authority)) {
            throw new BadRequest(400, "The request target and the Host header name different hosts.");
        }
        String rest = target.substring(to);
        return new Target(authority, rest.startsWith("/") ? rest : "/" + rest);
    }

    /** Whether it is a host, and maybe a port, without a user (RFC 9110 4.2.4). */
    static boolean isAuthority(String text) {
        int port = text.length();
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        if (colon >= 0) {
            for (int i = colon + 1; i < port; i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
        }
        int end = colon < 0 ? port : colon;
        if (text.startsWith("[")) {
            return bracket == end - 1 && isMadeOf(text, 1, bracket, Target::isInIpv6);
        }
        return end > 0 && isMadeOf(text, 0, end, Target::isInName);
    }

    private static boolean isMadeOf(String text, int from, int to, IntPredicate kind) {
        for (int i = from; i < to; i++) {
            if (!kind.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInIpv6(int c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.' || c == '%';
    }

    /** RFC 3986 would allow a comma too; two hosts that were made one line have it (RFC 9110 5.3). */
    private static boolean isInName(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~%!$&'()*+;=".indexOf(c) >= 0;
    }
}
