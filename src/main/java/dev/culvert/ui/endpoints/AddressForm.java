package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Ingresses;
import dev.culvert.model.Binding;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The part of the dialog that comes to a URL: who may connect, and at which port. */
final class AddressForm {

    /** Who may connect. */
    enum Reach {
        LOCAL,
        LAN,
        /** Some addresses only: bound as for the network, and a rule of the policy. */
        LISTED,
        /** Nobody but other endpoints, whose policies forward to it. */
        INTERNAL,
        /** Whoever reaches an ingress of the user's own. */
        OWN
    }

    /** Where the port comes from. */
    enum PortFrom {
        ANY,
        /** An address that the user has reserved. */
        RESERVED,
        CHOSEN
    }

    /** What the host of every internal endpoint ends in, and of no other. */
    static final String INTERNAL_SUFFIX = ".internal";

    private final Supplier<Ingresses> ingresses;
    private final @Nullable EndpointUrl before;
    private final ObjectProperty<Reach> reach = new SimpleObjectProperty<>(Reach.LOCAL);
    private final ObjectProperty<PortFrom> portFrom = new SimpleObjectProperty<>(PortFrom.ANY);
    private final StringProperty chosenPort = new SimpleStringProperty("");
    private final StringProperty freePort = new SimpleStringProperty("");
    private final StringProperty internalHost = new SimpleStringProperty("");
    private final StringProperty reservedPort = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Ingress> own = new SimpleObjectProperty<>();
    private final StringBinding url;

    /**
     * An address as it was before; null for any free port on this machine.
     *
     * @param before the URL of the endpoint that is edited
     */
    AddressForm(Supplier<Ingresses> ingresses, @Nullable EndpointUrl before) {
        this.ingresses = ingresses;
        this.before = before;
        if (before != null) {
            portFrom.set(PortFrom.CHOSEN);
            chosenPort.set(Integer.toString(before.port()));
            reach.set(reachOf(before));
            internalHost.set(reach.get() == Reach.INTERNAL ? before.host() : "");
        }
        own.set(ownOf(before));
        url = Bindings.createStringBinding(
                this::compose, reach, portFrom, chosenPort, freePort, reservedPort, internalHost, own);
    }

    /** The same reach, and a port that is free. */
    static AddressForm like(Supplier<Ingresses> ingresses, EndpointUrl original) {
        var address = new AddressForm(ingresses, null);
        address.reach.set(address.reachOf(original));
        address.own.set(address.ownOf(original));
        return address;
    }

    private @Nullable Ingress ownOf(@Nullable EndpointUrl url) {
        Ingresses now = ingresses.get();
        Ingress first = now.own().isEmpty() ? null : now.own().getFirst();
        return url == null ? first : now.of(url.host()).filter(now::isOwn).orElse(first);
    }

    private Reach reachOf(EndpointUrl other) {
        if (other.host().endsWith(INTERNAL_SUFFIX)) {
            return Reach.INTERNAL;
        }
        Ingresses now = ingresses.get();
        if (now.of(other.host()).filter(now::isOwn).isPresent()) {
            return Reach.OWN;
        }
        return ingresses.get().lan().hosts().contains(other.host()) ? Reach.LAN : Reach.LOCAL;
    }

    private String compose() {
        String port = port().get().strip();
        String host = host();
        return "tcp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private StringProperty port() {
        return switch (portFrom.get()) {
            case ANY -> freePort;
            case RESERVED -> reservedPort;
            case CHOSEN -> chosenPort;
        };
    }

    private String host() {
        if (reach.get() == Reach.INTERNAL) {
            String name = internalHost.get().strip();
            boolean isWhole = name.isEmpty() || name.endsWith(INTERNAL_SUFFIX);
            return isWhole ? name : name + INTERNAL_SUFFIX;
        }
        Ingress ingress = ingress();
        return before != null && ingress.hosts().contains(before.host()) ? before.host() : ingress.host();
    }

    /** Where the address lives; of no account for an internal endpoint. */
    Ingress ingress() {
        Ingresses now = ingresses.get();
        Ingress chosen = own.get();
        return switch (reach.get()) {
            case LOCAL, INTERNAL -> now.local();
            case LAN, LISTED -> now.lan();
            case OWN -> chosen == null ? now.local() : now.named(chosen.id()).orElse(chosen);
        };
    }

    /** The user's own ingresses to choose from. */
    List<Ingress> ownIngresses() {
        return ingresses.get().own();
    }

    /** The chosen one of these; null if there is none. */
    ObjectProperty<@Nullable Ingress> own() {
        return own;
    }

    /** The port of the reserved address that was chosen; empty if none was. */
    StringProperty reservedPort() {
        return reservedPort;
    }

    ObjectProperty<Reach> reach() {
        return reach;
    }

    ObjectProperty<PortFrom> portFrom() {
        return portFrom;
    }

    /** From where it can be reached. */
    Binding binding() {
        return reach.get() == Reach.INTERNAL ? Binding.INTERNAL : Binding.PUBLIC;
    }

    /** The port as the user writes it. */
    StringProperty chosenPort() {
        return chosenPort;
    }

    /** The port that was found free; empty until it is. */
    StringProperty freePort() {
        return freePort;
    }

    /** The host of an internal endpoint as the user writes it, with or without {@value #INTERNAL_SUFFIX}. */
    StringProperty internalHost() {
        return internalHost;
    }

    /** Whether others are to forward to it, and it has no name by which they could. */
    boolean isNameless() {
        return reach.get() == Reach.INTERNAL && internalHost.get().isBlank();
    }

    /** Whether the user has come to write a port. */
    boolean isPortWritten() {
        return portFrom.get() == PortFrom.CHOSEN && !chosenPort.get().isEmpty();
    }

    /** Whether a port was chosen that is none. */
    boolean isPortWrong() {
        if (portFrom.get() == PortFrom.ANY) {
            return false;
        }
        try {
            HostPort.parse("host:" + port().get().strip());
            return false;
        } catch (InvalidValue e) {
            return true;
        }
    }

    /** The URL that results, complete or not. */
    StringBinding url() {
        return url;
    }

    /** Whether the URL only waits for a free port to be found. */
    boolean waitsForPort() {
        return portFrom.get() == PortFrom.ANY && freePort.get().isEmpty();
    }
}
