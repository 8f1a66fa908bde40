package dev.culvert.policy.run;

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

    @Nullable GeoRecord clientGeo;

    @Nullable GeoRecord serverGeo;
}
