package dev.culvert.gateway;

import dev.culvert.gateway.address.DnsLookup;
import dev.culvert.gateway.address.PortClaims;
import java.util.concurrent.Executor;

/**
 * What a gateway's addresses need of the machine.
 *
 * @param claims which ports this gateway may use; the gateway closes it
 * @param dns where custom domains are looked up
 * @param waiting runs what waits for DNS; never the gateway's thread
 * @param strict whether ports that nobody reserved are refused in this run, whatever the setting says
 */
public record AddressSetup(PortClaims claims, DnsLookup dns, Executor waiting, boolean strict) {

    /** For a gateway that is alone on its machine. */
    public static AddressSetup alone() {
        return new AddressSetup(PortClaims.alone(), DnsLookup.ofSystem(), Thread::startVirtualThread, false);
    }
}
