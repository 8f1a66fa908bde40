package dev.culvert.policy.facts;

import dev.culvert.policy.cidr.Cidr;
import java.util.List;
import java.util.Optional;

/** The IP policies ({@code ipp_…}) that {@code restrict-ips} may name. Called from any thread; must not block. */
public interface IpPolicies {

    /** There are none. */
    IpPolicies NONE = new IpPolicies() {
        @Override
        public Optional<Rules> find(String id) {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 0;
        }
    };

    /** The rules of an IP policy; empty if there is no such policy. */
    Optional<Rules> find(String id);

    /** The same, where an id that nobody knows is a policy without rules, which allows nobody. */
    default IpPolicies forgiving() {
        IpPolicies known = this;
        return new IpPolicies() {
            @Override
            public Optional<Rules> find(String id) {
                return Optional.of(known.find(id).orElseGet(() -> new Rules(List.of(), List.of())));
            }

            @Override
            public long version() {
                return known.version();
            }
        };
    }

    /**
     * Changes whenever any IP policy changes. Running programs read it on every connection and look the rules up again
     * when it is another.
     */
    long version();

    /**
     * The rules of an IP policy.
     *
     * @param allow the networks it allows
     * @param deny the networks it denies
     */
    record Rules(List<Cidr> allow, List<Cidr> deny) {

        /** Copies the lists. */
        public Rules {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }
}
