package dev.culvert.gateway;

import static dev.culvert.model.EndpointField.*;

import dev.culvert.model.Binding;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one draft: every field by its own rule, then the rules between fields and between endpoints. It collects all
 * problems instead of stopping at the first, and touches nothing.
 */
final class EndpointCheck extends DraftReader {

    private static final int MAX_NAME = 128;
    private static final int MAX_DESCRIPTION = 255;
    private static final int MAX_METADATA_BYTES = 4096;

    private final @Nullable Endpoint before;
    private final UrlRules urls;
    private final Policies policies;
    private final Collection<Endpoint> others;

    /**
     * A check of one draft.
     *
     * @param before the endpoint that the draft would change; null for a new one. A policy that is left as it is is not
     *     checked again: what it names may be gone, and that must not keep anybody from switching the endpoint off
     * @param endpoints all that exist
     */
    EndpointCheck(
            EndpointDraft draft,
            @Nullable Endpoint before,
            Ingresses ingresses,
            Policies policies,
            Collection<Endpoint> endpoints) {
        this(draft, before, ingresses, policies, endpoints, url -> true);
    }

    /**
     * The same where not every port may be used.
     *
     * @param mayBeUsed whether an endpoint may be at a public URL that it was not at before
     */
    EndpointCheck(
            EndpointDraft draft,
            @Nullable Endpoint before,
            Ingresses ingresses,
            Policies policies,
            Collection<Endpoint> endpoints,
            Predicate<EndpointUrl> mayBeUsed) {
        super(draft, new ArrayList<>());
        this.before = before;
        this.urls = new UrlRules(ingresses, mayBeUsed);
        this.policies = policies;
        this.others = endpoints.stream()
                .filter(e -> before == null || !e.id().equals(before.id()))
                .toList();
    }

    /** What is wrong with the draft. A URL that may be left out and is, is not wrong. */
    List<FieldProblem> problems() {
        read("tcp://localhost:1");
        return List.copyOf(found());
    }

    /**
     * The draft as a whole endpoint.
     *
     * @param urlIfNone the URL to take where the draft leaves it to Culvert
     * @throws Rejection if anything is wrong
     */
    EndpointSpec spec(String urlIfNone) {
        EndpointSpec spec = read(urlIfNone);
        if (spec == null || !found().isEmpty()) {
            throw new Rejection(found());
        }
        return spec;
    }

    /** Whether the draft leaves the address to Culvert. */
    boolean leavesUrlOpen() {
        String url = text(URL, "").strip().toLowerCase(Locale.ROOT);
        return url.isEmpty() || url.equals("tcp://");
    }

    private @Nullable EndpointSpec read(String urlIfNone) {
        found().clear();
        EndpointKind kind = parsed(TYPE, "agent", EndpointKind::parse);
        Binding binding = binding();
        EndpointUrl url = url(kind, binding, urlIfNone);
        Upstream upstream = upstream(kind);
        String policy = policy(kind);
        String name = name(url);
        String description = text(DESCRIPTION, "");
        if (description.length() > MAX_DESCRIPTION) {
            problem(
                    DESCRIPTION,
                    "ERR_NGROK_18012",
                    "The description has " + description.length() + " characters; write at most " + MAX_DESCRIPTION
                            + ".");
        }
        String metadata = text(METADATA, "");
        if (metadata.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
            problem(
                    METADATA,
                    "ERR_NGROK_18013",
                    "The metadata is too long; write at most " + MAX_METADATA_BYTES + " bytes.");
        }
        Boolean pooling = parsed(POOLING_ENABLED, "false", DraftReader::bool);
        parsed(ENABLED, "true", DraftReader::bool);
        ProxyProtocol proxyProtocol = parsed(PROXY_PROTOCOL, "", ProxyProtocol::parse);
        Limits limits = limits();
        var reach = new ReachCheck(this, before);
        UpstreamTls tls = reach.upstreamTls(upstream);
        List<String> proxies = reach.trustedProxies(binding);
        HealthCheck health = reach.healthCheck(kind);
        if (kind == null
                || url == null
                || binding == null
                || pooling == null
                || proxyProtocol == null
                || limits == null
                || tls == null
                || proxies == null
                || health == null) {
            return null;
        }
        unique(url, kind, pooling);
        return new EndpointSpec(
                name,
                kind,
                url,
                binding,
                upstream,
                policy,
                description,
                metadata,
                pooling,
                proxyProtocol,
                limits,
                tls,
                proxies,
                health);
    }

    private String policy(@Nullable EndpointKind kind) {
        String policy = text(TRAFFIC_POLICY, "");
        if (kind == null || isUnchanged(policy, kind)) {
            return policy;
        } else if (!policy.isBlank()) {
            policies.problem(policy, kind).ifPresent(found()::add);
        } else if (kind == EndpointKind.CLOUD) {
            problem(
                    TRAFFIC_POLICY,
                    "ERR_NGROK_18011",
                    "A cloud endpoint needs a traffic policy that decides every connection.");
        }
        return policy;
    }

    private boolean isUnchanged(String policy, EndpointKind kind) {
        return before != null
                && before.spec().kind() == kind
                && before.spec().trafficPolicy().equals(policy);
    }

    private @Nullable EndpointUrl url(@Nullable EndpointKind kind, @Nullable Binding binding, String urlIfNone) {
        if (binding == null) {
            // which rules hold is not known, but what is wrong with any URL is
            return leavesUrlOpen() ? null : parsed(URL, "", EndpointUrl::parse);
        }
        EndpointKind which = kind == null ? EndpointKind.AGENT : kind;
        boolean isPicked = leavesUrlOpen() && which == EndpointKind.AGENT && binding == Binding.PUBLIC;
        EndpointUrl url =
                isPicked ? EndpointUrl.parse(urlIfNone) : parsed(URL, "", text -> urls.read(text, which, binding));
        if (url == null || isPicked) {
            return url;
        } else if (binding == Binding.PUBLIC && InternalUrl.isInternal(url)) {
            problem(
                    BINDING,
                    "ERR_NGROK_18007",
                    "A host that ends in .internal has the binding internal; write internal, or another host.");
            return null;
        } else if (binding == Binding.KUBERNETES) {
            problem(
                    BINDING,
                    "ERR_NGROK_18007",
                    "The binding 'kubernetes' is not served by this version of Culvert; write public or internal.");
            return null;
        }
        boolean isWhereItWas = before != null && before.url().equals(url);
        return binding == Binding.INTERNAL ? url : parsed(URL, "", text -> urls.checkPublic(url, which, isWhereItWas));
    }

    private @Nullable Binding binding() {
        String implied = InternalUrl.isInternal(text(URL, "")) ? "internal" : "public";
        return parsed(BINDING, implied, Binding::parse);
    }

    private @Nullable Upstream upstream(@Nullable EndpointKind kind) {
        if (kind == EndpointKind.CLOUD) {
            if (!text(UPSTREAM, "").isBlank()) {
                problem(
                        UPSTREAM,
                        "ERR_NGROK_215",
                        "A cloud endpoint has no upstream; leave it out, or write type agent.");
            }
            return null;
        }
        return parsed(UPSTREAM, "", Upstream::parse);
    }

    private String name(@Nullable EndpointUrl url) {
        String name = text(NAME, "").strip();
        if (name.isEmpty()) {
            return url == null ? "" : freeName("tcp-" + url.port());
        }
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            problem(NAME, "ERR_NGROK_215", "Write a name of at most " + MAX_NAME + " characters on one line.");
        } else if (isTaken(name)) {
            problem(NAME, "ERR_NGROK_215", "Another endpoint is named '" + name + "'; choose another name.");
        }
        return name;
    }

    private String freeName(String wish) {
        String name = wish;
        for (int i = 2; isTaken(name); i++) {
            name = wish + "-" + i;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return others.stream().anyMatch(e -> e.name().equals(name));
    }

    private void unique(EndpointUrl url, EndpointKind kind, boolean isPooled) {
        others.stream()
                .filter(e -> e.url().equals(url) && !(isPooled && e.spec().poolingEnabled()))
                .findFirst()
                .ifPresent(other -> problem(URL, takenCode(kind), taken(url, other, isPooled)));
    }

    private String takenCode(EndpointKind kind) {
        if (kind == EndpointKind.AGENT) {
            return "ERR_NGROK_334";
        }
        return Boolean.parseBoolean(text(ENABLED, "true")) ? "ERR_NGROK_18016" : "ERR_NGROK_18017";
    }

    private static String taken(EndpointUrl url, Endpoint other, boolean isPooled) {
        String share = other.spec().poolingEnabled()
                ? "enable pooling here too"
                : isPooled ? "enable pooling there too" : "enable pooling on both";
        return "The endpoint '" + other.name() + "' has the URL " + url + "; choose another port, or " + share
                + " to share it.";
    }

    private @Nullable Limits limits() {
        Duration connect = duration(CONNECT_TIMEOUT, Limits.DEFAULT.connectTimeout());
        Duration client = duration(CLIENT_IDLE_TIMEOUT, Limits.DEFAULT.clientIdleTimeout());
        Duration server = duration(SERVER_IDLE_TIMEOUT, Limits.DEFAULT.serverIdleTimeout());
        Duration lifetime = duration(MAX_LIFETIME, Limits.DEFAULT.maxLifetime());
        Integer connections = parsed(MAX_CONNECTIONS, "0", DraftReader::count);
        if (connect == null || client == null || server == null || lifetime == null || connections == null) {
            return null;
        }
        return new Limits(connect, client, server, lifetime, connections);
    }
}
