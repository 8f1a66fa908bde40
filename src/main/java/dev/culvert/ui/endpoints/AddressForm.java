package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Ingresses;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.Ingress;
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
        LISTED
    }

    /** Where the port comes from. */
    enum PortFrom {
        ANY,
        CHOSEN
    }

    private final Supplier<Ingresses> ingresses;
    private final @Nullable EndpointUrl before;
    private final ObjectProperty<Reach> reach = new SimpleObjectProperty<>(Reach.LOCAL);
    private final ObjectProperty<PortFrom> portFrom = new SimpleObjectProperty<>(PortFrom.ANY);
    private final StringProperty chosenPort = new SimpleStringProperty("");
    private final StringProperty freePort = new SimpleStringProperty("");
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
            reach.set(ingresses.get().lan().hosts().contains(before.host()) ? Reach.LAN : Reach.LOCAL);
        }
        url = Bindings.createStringBinding(this::compose, reach, portFrom, chosenPort, freePort);
    }

    /** The same reach, and a port that is free. */
    static AddressForm like(Supplier<Ingresses> ingresses, EndpointUrl original) {
        var address = new AddressForm(ingresses, null);
        address.reach.set(ingresses.get().lan().hosts().contains(original.host()) ? Reach.LAN : Reach.LOCAL);
        return address;
    }

    private String compose() {
        String port =
                (portFrom.get() == PortFrom.ANY ? freePort : chosenPort).get().strip();
        String host = host();
        return "tcp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private String host() {
        Ingresses now = ingresses.get();
        Ingress ingress = reach.get() == Reach.LOCAL ? now.local() : now.lan();
        return before != null && ingress.hosts().contains(before.host()) ? before.host() : ingress.host();
    }

    ObjectProperty<Reach> reach() {
        return reach;
    }

    ObjectProperty<PortFrom> portFrom() {
        return portFrom;
    }

    /** The port as the user writes it. */
    StringProperty chosenPort() {
        return chosenPort;
    }

    /** The port that was found free; empty until it is. */
    StringProperty freePort() {
        return freePort;
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
