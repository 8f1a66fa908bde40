package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address in the table, with its text ready made.
 *
 * @param address the address itself
 * @param text host and port
 * @param ingress the name of its ingress
 * @param users the endpoints at it
 * @param domains the custom domains that lead to it, with commas between them
 * @param reservedOn the day it was reserved
 */
record AddressRow(
        TcpAddress address, String text, String ingress, List<User> users, String domains, String reservedOn) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

    /**
     * An endpoint that uses an address.
     *
     * @param id its identity
     * @param name its name
     */
    record User(EndpointId id, String name) {}

    static AddressRow of(TcpAddress address, Gateway gateway, ZoneId zone) {
        return new AddressRow(
                address,
                gateway.addresses().text(address),
                gateway.ingresses().named(address.ingress()).map(Ingress::name).orElse(""),
                gateway.addresses().users(address).stream()
                        .map(e -> new User(e.id(), e.name()))
                        .toList(),
                gateway.domains().of(address.ingress()).stream()
                        .map(CustomDomain::name)
                        .collect(Collectors.joining(", ")),
                DAY.withZone(zone).format(address.createdAt()));
    }

    /** What is written for people. */
    String description() {
        return address.description();
    }

    /** The names of the endpoints at it, for sorting. */
    String userNames() {
        return users.stream().map(User::name).collect(Collectors.joining(", "));
    }

    /** Whether every word of a search is found somewhere. */
    boolean matches(String words) {
        String all = Stream.of(text, ingress, userNames(), domains, description())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
    }
}
