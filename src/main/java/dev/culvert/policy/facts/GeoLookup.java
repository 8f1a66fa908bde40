package dev.culvert.policy.facts;

import dev.culvert.policy.cidr.IpAddress;

/** Where addresses are on the map. Called on event loops: must be quick, must not block, and may come from any thread. */
public interface GeoLookup {

    /** Knows nothing: every text is empty. */
    GeoLookup NONE = new GeoLookup() {
        @Override
        public GeoRecord find(IpAddress address) {
            return GeoRecord.UNKNOWN;
        }

        @Override
        public boolean isAvailable() {
            return false;
        }
    };

    /** What is known of an address; {@link GeoRecord#UNKNOWN} if nothing is. */
    GeoRecord find(IpAddress address);

    /** Whether there is a database at all. */
    boolean isAvailable();
}
