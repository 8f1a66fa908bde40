package dev.culvert.policy.run;

import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.GeoRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What most runs of a phase do not need, and so is made when the first of it comes. */
final class Extras {

    final Map<String, Object> vars = new HashMap<>();
    final Map<String, Object> results = new HashMap<>();
    final List<Map<String, Object>> logs = new ArrayList<>();
    final List<BandwidthLimit> bandwidth = new ArrayList<>();
    final List<Report> reports = new ArrayList<>();
    final List<PolicyState.Key> counted = new ArrayList<>();

    @Nullable Failure failure;

    private @Nullable GeoRecord clientGeo;
    private @Nullable GeoRecord serverGeo;

    /** Looked up once. */
    GeoRecord clientGeo(GeoLookup source, IpAddress client) {
        if (clientGeo == null) {
            clientGeo = source.find(client);
        }
        return clientGeo;
    }

    /** Likewise. */
    GeoRecord serverGeo(GeoLookup source, IpAddress server) {
        if (serverGeo == null) {
            serverGeo = source.find(server);
        }
        return serverGeo;
    }
}
