package dev.culvert.policy.facts;

/**
 * A place on the map, as ngrok describes one; texts are empty where nothing is known.
 *
 * @param city the city
 * @param continent the continent's name
 * @param country the country's name
 * @param countryCode its two letters
 * @param latitude degrees, as a text
 * @param longitude degrees, as a text
 * @param metroCode an area code of the United States
 * @param postalCode the postal code
 * @param radius how far off it may be, in kilometres, as a text
 * @param subdivision the state or province
 * @param timezone such as {@code Europe/Berlin}
 * @param isEu whether it lies in the European Union
 */
public record Place(
        String city,
        String continent,
        String country,
        String countryCode,
        String latitude,
        String longitude,
        String metroCode,
        String postalCode,
        String radius,
        String subdivision,
        String timezone,
        boolean isEu) {

    /** Nowhere. */
    public static final Place UNKNOWN = new Place("", "", "", "", "", "", "", "", "", "", "", false);
}
