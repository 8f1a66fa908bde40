package dev.culvert.ui.endpoints;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.StringProperty;

/**
 * The host and the port that an internal endpoint is likely to have: its name, and the port it forwards to. They follow
 * until the user writes others.
 */
final class InternalName {

    private static final Pattern PORT = Pattern.compile("(?:^|:)(\\d{1,5})$");

    private final AddressForm address;
    private final StringProperty name;
    private final StringProperty upstream;
    private String offeredHost = "";
    private String offeredPort = "";

    private InternalName(AddressForm address, StringProperty name, StringProperty upstream) {
        this.address = address;
        this.name = name;
        this.upstream = upstream;
    }

    /** Follows a name and an upstream as they are written. */
    static void follow(AddressForm address, StringProperty name, StringProperty upstream) {
        var offer = new InternalName(address, name, upstream);
        name.subscribe(offer::host);
        upstream.subscribe(offer::port);
        address.reach().subscribe(offer::port);
        offer.host();
        offer.port();
    }

    private void host() {
        String host = address.internalHost().get();
        String offer = hostOf(name.get());
        if (host.isBlank() || host.equals(offeredHost)) {
            address.internalHost().set(offer);
        }
        offeredHost = offer;
    }

    private void port() {
        boolean isUntouched = address.chosenPort().get().equals(offeredPort);
        Matcher found = PORT.matcher(upstream.get().strip());
        boolean isInternal = address.reach().get() == AddressForm.Reach.INTERNAL;
        // no socket listens there, so the port that the upstream has is free
        String offer = isInternal && found.find() ? found.group(1) : "";
        if (isUntouched && !offer.equals(offeredPort)) {
            address.chosenPort().set(offer);
            address.portFrom().set(offer.isEmpty() ? AddressForm.PortFrom.ANY : AddressForm.PortFrom.CHOSEN);
        }
        offeredPort = isUntouched ? offer : offeredPort;
    }

    /** A host from a name such as {@code Orders DB}: {@code orders-db.internal}; empty if nothing of it may stand there. */
    static String hostOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "" : plain + AddressForm.INTERNAL_SUFFIX;
    }
}
