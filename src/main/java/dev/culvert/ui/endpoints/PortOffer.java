package dev.culvert.ui.endpoints;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ingress;
import java.util.concurrent.Executor;

/** Finds a free port for a form, and another one when the form goes to an ingress with other ports. For the JavaFX thread. */
final class PortOffer {

    private final Gateway gateway;
    private final Executor fx;
    private final AddressForm address;
    private final Runnable missed;
    private Ingress askedFor;
    private boolean isMissing;

    /**
     * An offer that is not looked for yet.
     *
     * @param missed is told when none was found
     */
    PortOffer(Gateway gateway, Executor fx, AddressForm address, Runnable missed) {
        this.gateway = gateway;
        this.fx = fx;
        this.address = address;
        this.missed = missed;
        this.askedFor = address.ingress();
    }

    /** Looks for a port, and follows the form from now on. */
    void begin() {
        find();
        address.reach().subscribe((old, now) -> follow());
        address.own().subscribe((old, now) -> follow());
    }

    private void follow() {
        Ingress now = address.ingress();
        boolean isOther = !now.ports().equals(askedFor.ports());
        askedFor = now;
        if (isOther) {
            address.freePort().set("");
            find();
        }
    }

    private void find() {
        Ingress wanted = askedFor;
        var unused = gateway.addresses()
                .offer(wanted.id())
                .whenCompleteAsync(
                        (port, problem) -> {
                            if (!wanted.ports().equals(askedFor.ports())) {
                                return;
                            }
                            isMissing = problem != null || port.isEmpty();
                            if (isMissing) {
                                missed.run();
                            } else {
                                address.freePort().set(Integer.toString(port.getAsInt()));
                            }
                        },
                        fx);
    }

    /** Whether no port was found. */
    boolean isMissing() {
        return isMissing;
    }
}
