package dev.culvert.model;

import java.time.Instant;

/**
 * A reserved host and port (ngrok: TCP address). Its host is that of its ingress.
 *
 * @param id its identity, {@code ra_} and a KSUID
 * @param ingress the id of its ingress
 * @param port its port on that ingress
 * @param region the ingress as whoever reserved it named it: its name, or one of ngrok's region codes
 * @param description for people, at most 255 characters
 * @param metadata for programs, at most 4096 bytes
 * @param createdAt when it was reserved
 */
public record TcpAddress(
        String id, String ingress, int port, String region, String description, String metadata, Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "ra_";

    /** The same address with other texts. */
    public TcpAddress described(String words, String data) {
        return new TcpAddress(id, ingress, port, region, words, data, createdAt);
    }
}
