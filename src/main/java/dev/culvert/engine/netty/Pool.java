package dev.culvert.engine.netty;

import dev.culvert.model.UpstreamHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The endpoints that share one URL; most often that is one. Changed by one thread at a time, asked by any. */
final class Pool {

    private volatile List<EndpointService> members;

    Pool(EndpointService first) {
        members = List.of(first);
    }

    List<EndpointService> members() {
        return members;
    }

    void add(EndpointService member) {
        List<EndpointService> more = new ArrayList<>(members);
        more.add(member);
        members = List.copyOf(more);
    }

    /** Takes a member out, unless it is the last; whether it did. */
    boolean remove(EndpointService member) {
        List<EndpointService> fewer =
                members.stream().filter(m -> !m.equals(member)).toList();
        if (fewer.isEmpty()) {
            return false;
        }
        members = fewer;
        return true;
    }

    /**
     * One of them, each with the same chance (NGROK.md 1.5). One whose upstream is known to be down has none while that
     * of another is not.
     */
    EndpointService pick() {
        List<EndpointService> all = members;
        if (all.size() == 1) {
            return all.getFirst();
        }
        List<EndpointService> fit = all.stream()
                .filter(member -> !(member.health() instanceof UpstreamHealth.Down))
                .toList();
        List<EndpointService> from = fit.isEmpty() ? all : fit;
        return from.get(ThreadLocalRandom.current().nextInt(from.size()));
    }
}
