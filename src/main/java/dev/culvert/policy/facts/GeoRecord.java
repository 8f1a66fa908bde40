package dev.culvert.policy.facts;

/**
 * What a database knows of an address.
 *
 * @param location where it is
 * @param registered where it is registered
 * @param asNumber the number of the network it belongs to; 0 if unknown
 * @param asOrganization who runs that network; empty if unknown
 */
public record GeoRecord(Place location, Place registered, long asNumber, String asOrganization) {

    /** Nothing is known. */
    public static final GeoRecord UNKNOWN = new GeoRecord(Place.UNKNOWN, Place.UNKNOWN, 0, "");
}
