package dev.culvert.gateway;

import com.github.ksuid.Ksuid;
import dev.culvert.model.EndpointId;

/** Makes new identities: a prefix and a KSUID, as ngrok writes them (NGROK.md section 5). */
final class Ids {

    private Ids() {}

    static EndpointId endpoint() {
        return new EndpointId(EndpointId.PREFIX + Ksuid.newKsuid());
    }
}
