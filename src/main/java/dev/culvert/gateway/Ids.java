package dev.culvert.gateway;

import com.github.ksuid.Ksuid;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Ingress;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import dev.culvert.model.TcpAddress;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSubscription;

/** Makes new identities: a prefix and a KSUID, as ngrok writes them (NGROK.md section 5). */
final class Ids {

    private Ids() {}

    static EndpointId endpoint() {
        return new EndpointId(EndpointId.PREFIX + Ksuid.newKsuid());
    }

    static String tcpAddress() {
        return TcpAddress.PREFIX + Ksuid.newKsuid();
    }

    static String ingress() {
        return Ingress.PREFIX + Ksuid.newKsuid();
    }

    static String customDomain() {
        return CustomDomain.PREFIX + Ksuid.newKsuid();
    }

    static String ipPolicy() {
        return IpPolicy.PREFIX + Ksuid.newKsuid();
    }

    static String ipPolicyRule() {
        return IpPolicyRule.PREFIX + Ksuid.newKsuid();
    }

    static String eventDestination() {
        return EventDestination.PREFIX + Ksuid.newKsuid();
    }

    static String eventSubscription() {
        return EventSubscription.PREFIX + Ksuid.newKsuid();
    }
}
