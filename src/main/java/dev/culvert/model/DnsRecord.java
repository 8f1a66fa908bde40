package dev.culvert.model;

/**
 * A record to create at one's DNS provider.
 *
 * @param name the name it is for
 * @param type {@code CNAME}, {@code A} or {@code AAAA}
 * @param value what the name leads to
 */
public record DnsRecord(String name, String type, String value) {

    /** As a line of a zone file. */
    @Override
    public String toString() {
        return name + ". " + type + " " + (type.equals("CNAME") ? value + "." : value);
    }
}
