package dev.culvert.model.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that a term of a filter may begin with. */
public enum FilterField {
    /** The endpoint's name or id. */
    ENDPOINT("endpoint:db", "the endpoint's name or id; * stands for anything"),
    /** The client's address. */
    CLIENT("client:10.0.0.0/8", "the client's address or network, IPv4 or IPv6, with a port or without"),
    /** Why it ended. */
    REASON("reason:denied", "why it ended; refused means all kinds of being turned away"),
    /** How far it has come. */
    STATE("state:half-closed", "its state; closed and refused for those that have ended"),
    /** Both directions. */
    BYTES("bytes>1MB", "bytes in both directions: 10kB, 1.5MB, 2GiB, or a range 1kB..1MB"),
    /** Client to endpoint. */
    IN("in>1MB", "bytes that the client sent"),
    /** Endpoint to client. */
    OUT("out>1MB", "bytes that the client got"),
    /** How long it was open. */
    DURATION("duration>5m", "how long it was open, or is: 250ms, 30s, 1h30m, or a range 1m..5m"),
    /** How long dialling took. */
    CONNECT("connect>100ms", "how long finding and dialling the upstream took"),
    /** When it started. */
    SINCE("since:15m", "started since: 15m, 7d, today, 09:30, 2026-11-23 or 2026-11-23T09:30:00Z"),
    /** When it started. */
    UNTIL("until:2026-11-23", "started until: as since; a day is meant with its end"),
    /** Where it was forwarded to. */
    UPSTREAM("upstream:db.lan:5432", "where it was forwarded to: host, port, both, or the URL"),
    /** The rule that decided. */
    RULE("rule:\"office only\"", "the rule that decided"),
    /** The action that decided. */
    ACTION("action:restrict-ips", "the action that decided"),
    /** The network that matched. */
    NETWORK("network:10.0.0.0/8", "the network of a rule that the client matched"),
    /** The endpoint's URL. */
    URL("url:tcp://localhost:*", "the endpoint's URL"),
    /** Where it was accepted. */
    SERVER("server:127.0.0.1", "the address that it was accepted on"),
    /** The port that it was accepted on. */
    PORT("port:5432", "the port that it was accepted on"),
    /** The client's port. */
    CLIENT_PORT("client-port>1023", "the client's port"),
    /** What the system said. */
    ERROR("error:\"broken pipe\"", "what the system said contains this"),
    /** Its id. */
    ID("id:cn_03d5f0c2m1a2b", "that connection alone");

    private final String example;
    private final String help;

    FilterField(String example, String help) {
        this.example = example;
        this.help = help;
    }

    /** How it is written, {@code client-port}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A term with it. */
    public String example() {
        return example;
    }

    /** What it means, in a few words. */
    public String help() {
        return help;
    }

    /** Whether it is compared with numbers, so that {@code >} and {@code <} make sense. */
    boolean isAmount() {
        return switch (this) {
            case BYTES, IN, OUT, DURATION, CONNECT, PORT, CLIENT_PORT -> true;
            default -> false;
        };
    }

    /** Whether two terms of it mean one or the other: no connection has two endpoints. */
    boolean isChoice() {
        return switch (this) {
            case SINCE, UNTIL, ERROR -> false;
            default -> true;
        };
    }

    /** The field that is written so, in any case and with a hyphen or an underscore. */
    static Optional<FilterField> of(String word) {
        String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values()).filter(f -> f.name().equals(wanted)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FilterField::word).toList();
    }
}
