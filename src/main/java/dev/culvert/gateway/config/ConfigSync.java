package dev.culvert.gateway.config;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.NotFound;
import dev.culvert.gateway.Principal;
import dev.culvert.gateway.Rejection;
import dev.culvert.model.DurationText;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointId;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes a gateway have the endpoints of a file by the smallest difference: what has not changed is not touched. For one
 * thread, which waits for the gateway.
 */
public final class ConfigSync {

    /** What a line that was taken out of the file sets back; the URL stays as it is. */
    private static final EndpointDraft DEFAULTS = EndpointDraft.empty()
            .with(EndpointField.TRAFFIC_POLICY, "")
            .with(EndpointField.DESCRIPTION, "")
            .with(EndpointField.METADATA, "")
            .with(EndpointField.POOLING_ENABLED, "false")
            .with(EndpointField.PROXY_PROTOCOL, "")
            .with(EndpointField.CONNECT_TIMEOUT, DurationText.format(Limits.DEFAULT.connectTimeout()))
            .with(EndpointField.CLIENT_IDLE_TIMEOUT, DurationText.format(Limits.DEFAULT.clientIdleTimeout()))
            .with(EndpointField.SERVER_IDLE_TIMEOUT, DurationText.format(Limits.DEFAULT.serverIdleTimeout()))
            .with(EndpointField.MAX_LIFETIME, DurationText.format(Limits.DEFAULT.maxLifetime()))
            .with(EndpointField.MAX_CONNECTIONS, Integer.toString(Limits.DEFAULT.maxConnections()));

    private final Gateway gateway;
    private final Map<String, Made> made = new LinkedHashMap<>();

    /** Nothing made as yet. */
    public ConfigSync(Gateway gateway) {
        this.gateway = gateway;
    }

    /** How many endpoints were made from the file. */
    public int size() {
        return made.size();
    }

    /**
     * Applies a file that is usable.
     *
     * @return why it was not applied, a sentence each; empty if it was. What speaks against it beforehand keeps
     *     everything as it was
     */
    public List<String> apply(ConfigFile file) {
        return ScopedValue.where(Principal.CURRENT, Principal.CULVERT).call(() -> applied(file));
    }

    private List<String> applied(ConfigFile file) {
        made.values().removeIf(m -> gateway.endpoint(m.id()).isEmpty());
        List<String> problems = problems(file);
        if (!problems.isEmpty()) {
            return problems;
        }
        Set<String> wanted = new HashSet<>();
        file.endpoints().forEach(e -> wanted.add(e.name()));
        List<String> gone =
                made.keySet().stream().filter(n -> !wanted.contains(n)).toList();
        gone.forEach(name -> {
            Made old = made.remove(name);
            if (old != null) {
                told(problems, name, gateway.delete(old.id(), Ending.DRAIN));
            }
        });
        file.endpoints().forEach(endpoint -> become(problems, endpoint));
        return problems;
    }

    private List<String> problems(ConfigFile file) {
        Set<EndpointId> own = new HashSet<>();
        made.values().forEach(m -> own.add(m.id()));
        List<String> problems = new ArrayList<>();
        for (ConfiguredEndpoint endpoint : file.endpoints()) {
            Made before = made.get(endpoint.name());
            for (FieldProblem problem : gateway.check(endpoint.draft(), before == null ? null : before.id(), own)) {
                problems.add(sentence(endpoint.name(), problem));
            }
        }
        return problems;
    }

    private void become(List<String> problems, ConfiguredEndpoint endpoint) {
        String name = endpoint.name();
        Made before = made.get(name);
        if (before == null) {
            told(
                    problems,
                    name,
                    gateway.createForThisRun(endpoint.draft())
                            .thenAccept(status -> made.put(name, new Made(status.id(), endpoint.draft()))));
        } else if (!before.draft().equals(endpoint.draft())) {
            EndpointDraft changes = DEFAULTS.with(EndpointField.BINDING, binding(endpoint.draft()))
                    .with(endpoint.draft());
            told(
                    problems,
                    name,
                    gateway.update(before.id(), changes, Ending.KEEP)
                            .thenAccept(status -> made.put(name, new Made(before.id(), endpoint.draft()))));
        }
    }

    /** What holds where nothing is written: the URL's host says it. */
    private static String binding(EndpointDraft draft) {
        return String.valueOf(draft.text(EndpointField.URL)).contains(".internal:") ? "internal" : "public";
    }

    private static void told(List<String> problems, String name, CompletableFuture<?> change) {
        try {
            var unused = change.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Rejection rejection) {
                rejection.problems().forEach(p -> problems.add(sentence(name, p)));
            } else if (cause instanceof NotFound) {
                problems.add(name + ": " + cause.getMessage());
            } else {
                throw e;
            }
        }
    }

    private static String sentence(String name, FieldProblem problem) {
        return name + ": " + problem.field() + ": " + problem.message() + " (" + problem.code() + ")";
    }

    /**
     * An endpoint that was made from the file.
     *
     * @param id its id in the gateway
     * @param draft what the file said of it
     */
    private record Made(EndpointId id, EndpointDraft draft) {}
}
