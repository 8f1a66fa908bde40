package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Variables of a connection, its endpoint and the time. */
final class ConnectionVariables {

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;

    private final List<Variable> all = new ArrayList<>();

    private ConnectionVariables() {
        connection();
        intelligence("conn.client_ip", "client", Scope::clientGeo);
        intelligence("conn.server_ip", "server", Scope::serverGeo);
        add(
                "endpoint.addr",
                TEXT,
                "The endpoint's host and port",
                s -> s.facts().endpoint().addr());
        add(
                "endpoint.host",
                TEXT,
                "The endpoint's host; of an endpoint for all names of a domain, the one that was asked for",
                s -> s.facts().endpoint().host());
        add("endpoint.id", TEXT, "The endpoint's id", s -> s.facts().endpoint().id());
        add("endpoint.protocol", TEXT, "tcp or tls", s -> s.facts().endpoint().protocol());
        add(
                "endpoint.url",
                TEXT,
                "The endpoint's URL",
                s -> s.facts().endpoint().url());
        add("endpoint.port", INT, "The endpoint's port", s ->
                (long) s.facts().endpoint().port());
        add(
                "time.now",
                TEXT,
                "When the connection or the request arrived, RFC 3339 in UTC",
                s -> s.now().toString());
        add("vars", MapType.create(TEXT, SimpleType.DYN), "What set-vars has set before", Scope::vars);
    }

    static List<Variable> all() {
        return new ConnectionVariables().all;
    }

    private void connection() {
        add(
                "conn.client_ip",
                TEXT,
                "The client's address",
                s -> s.facts().clientIp().toString());
        add("conn.client_port", INT, "The client's port", s -> (long) s.facts().clientPort());
        add(
                "conn.server_ip",
                TEXT,
                "The address the client connected to",
                s -> s.facts().serverIp().toString());
        add("conn.server_port", INT, "The port the client connected to", s ->
                (long) s.facts().serverPort());
        add(
                "conn.server_region",
                TEXT,
                "The ingress the client came by",
                s -> s.facts().region());
        add(
                "conn.ts.start",
                SimpleType.TIMESTAMP,
                "When the connection arrived",
                s -> s.facts().start());
        add(
                "conn.bytes_in",
                INT,
                "Bytes from the client so far; 0 while it connects",
                s -> s.progress().bytesIn());
        add(
                "conn.bytes_out",
                INT,
                "Bytes to the client so far; 0 while it connects",
                s -> s.progress().bytesOut());
        for (String name : List.of("id", "metadata.name", "metadata.namespace", "metadata.error_code")) {
            add("conn.k8s.pod." + name, TEXT, "Of the client's pod; only for the kubernetes binding", s -> null);
        }
        add("conn.k8s.pod.metadata.error_message", TEXT, "Why the client's pod is not known", s -> null);
        add(
                "conn.k8s.pod.metadata.annotations",
                MapType.create(TEXT, TEXT),
                "Of the client's pod; only for the kubernetes binding",
                s -> null);
        place("conn.geo.city", "city of the client", Scope::clientGeo, Place::city);
        place("conn.geo.country", "country of the client", Scope::clientGeo, Place::country);
        place("conn.geo.country_code", "country of the client, two letters", Scope::clientGeo, Place::countryCode);
        place("conn.geo.latitude", "latitude of the client", Scope::clientGeo, Place::latitude);
        place("conn.geo.longitude", "longitude of the client", Scope::clientGeo, Place::longitude);
        place("conn.geo.radius", "exactness of the client's place, km", Scope::clientGeo, Place::radius);
        place("conn.geo.subdivision", "state or province of the client", Scope::clientGeo, Place::subdivision);
    }

    private void intelligence(String prefix, String whose, Function<Scope, GeoRecord> record) {
        add(
                prefix + ".categories",
                ListType.create(TEXT),
                "Known kinds of the " + whose + "'s address",
                s -> List.of());
        add(prefix + ".is_on_blocklist", SimpleType.BOOL, "Whether a blocklist has the address", s -> false);
        add(prefix + ".is_tor_node", SimpleType.BOOL, "Whether the address is a Tor node's", s -> false);
        add(
                prefix + ".as.number",
                INT,
                "The " + whose + "'s network",
                s -> record.apply(s).asNumber());
        add(
                prefix + ".as.organization",
                TEXT,
                "Who runs the " + whose + "'s network",
                s -> record.apply(s).asOrganization());
        String location = prefix + ".geo.location.";
        Function<Scope, Place> here = s -> record.apply(s).location();
        places(location, whose, here);
        text(location + "latitude", "latitude of the " + whose, here, Place::latitude);
        text(location + "longitude", "longitude of the " + whose, here, Place::longitude);
        text(location + "postal_code", "postal code of the " + whose, here, Place::postalCode);
        text(location + "radius", "exactness of the place, km", here, Place::radius);
        places(prefix + ".geo.registered_location.", whose, s -> record.apply(s).registered());
    }

    private void places(String prefix, String whose, Function<Scope, Place> place) {
        text(prefix + "city", "city of the " + whose, place, Place::city);
        text(prefix + "continent", "continent of the " + whose, place, Place::continent);
        text(prefix + "country", "country of the " + whose, place, Place::country);
        text(prefix + "country_code", "country of the " + whose + ", two letters", place, Place::countryCode);
        text(prefix + "metro_code", "metropolitan area of the " + whose, place, Place::metroCode);
        text(prefix + "subdivision", "state or province of the " + whose, place, Place::subdivision);
        text(prefix + "timezone", "time zone of the " + whose, place, Place::timezone);
        add(
                prefix + "is_eu",
                SimpleType.BOOL,
                "Whether the " + whose + " is in the European Union",
                s -> place.apply(s).isEu());
    }

    private void place(String name, String help, Function<Scope, GeoRecord> record, Function<Place, String> part) {
        text(name, help, s -> record.apply(s).location(), part);
    }

    private void text(String name, String help, Function<Scope, Place> place, Function<Place, String> part) {
        add(name, TEXT, "The " + help + "; empty if unknown", s -> part.apply(place.apply(s)));
    }

    private void add(String name, CelType type, String help, Function<Scope, @Nullable Object> value) {
        all.add(new Variable(name, type, help, value));
    }
}
