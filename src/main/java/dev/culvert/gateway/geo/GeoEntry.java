package dev.culvert.gateway.geo;

import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.Place;
import java.util.List;
import java.util.Map;

/**
 * What a database says of a network, in the fields of GeoIP2 and GeoLite2 (City, Country, ASN), or in the flat ones of
 * databases such as IPinfo's.
 */
final class GeoEntry {

    private final Map<?, ?> entry;

    GeoEntry(Map<?, ?> entry) {
        this.entry = entry;
    }

    GeoRecord record() {
        return new GeoRecord(
                location(), registered(), asNumber(), text(entry, "autonomous_system_organization", "as_name"));
    }

    /** What one knows, and where it knows nothing, what the other does. */
    static GeoRecord merged(GeoRecord first, GeoRecord second) {
        return new GeoRecord(
                first.location().equals(Place.UNKNOWN) ? second.location() : first.location(),
                first.registered().equals(Place.UNKNOWN) ? second.registered() : first.registered(),
                first.asNumber() == 0 ? second.asNumber() : first.asNumber(),
                first.asOrganization().isEmpty() ? second.asOrganization() : first.asOrganization());
    }

    private Place location() {
        Map<?, ?> country = map("country");
        Map<?, ?> location = map("location");
        return new Place(
                name("city"),
                name("continent"),
                name("country"),
                country.isEmpty() ? text(entry, "country_code") : text(country, "iso_code"),
                text(location, "latitude"),
                text(location, "longitude"),
                text(location, "metro_code"),
                text(map("postal"), "code"),
                text(location, "accuracy_radius"),
                subdivision(),
                text(location, "time_zone"),
                Boolean.TRUE.equals(country.get("is_in_european_union")));
    }

    private Place registered() {
        Map<?, ?> country = map("registered_country");
        return country.isEmpty()
                ? Place.UNKNOWN
                : new Place(
                        "",
                        "",
                        name("registered_country"),
                        text(country, "iso_code"),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        Boolean.TRUE.equals(country.get("is_in_european_union")));
    }

    private String subdivision() {
        return entry.get("subdivisions") instanceof List<?> all
                        && !all.isEmpty()
                        && all.getFirst() instanceof Map<?, ?> first
                ? english(first)
                : "";
    }

    private long asNumber() {
        String number = text(entry, "autonomous_system_number", "asn").replaceFirst("^AS", "");
        try {
            return number.isEmpty() ? 0 : Long.parseLong(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The English name of a part, or the part itself if it is a text. */
    private String name(String part) {
        Object value = entry.get(part);
        return value instanceof Map<?, ?> map ? english(map) : value instanceof String text ? text : "";
    }

    private static String english(Map<?, ?> part) {
        return part.get("names") instanceof Map<?, ?> names ? text(names, "en") : "";
    }

    private Map<?, ?> map(String part) {
        return entry.get(part) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> of, String... fields) {
        for (String field : fields) {
            Object value = of.get(field);
            if (value != null) {
                return value.toString();
            }
        }
        return "";
    }
}
