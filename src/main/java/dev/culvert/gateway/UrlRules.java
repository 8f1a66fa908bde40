package dev.culvert.gateway;

import dev.culvert.model.Binding;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HostRules;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the URL of an endpoint must be like, for each binding (SPEC.md section 1, NGROK.md 1.3). */
final class UrlRules {

    private static final Pattern KUBERNETES = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
    private static final Pattern HOSTLESS = Pattern.compile("\\s*(?i:tcp://)?(:.*)?");
    private static final Pattern ONE_COLON = Pattern.compile("\\s*(?i:tcp://)?[^:]*:[^:]*");

    private final Ingresses ingresses;
    private final Predicate<EndpointUrl> mayBeUsed;

    /**
     * Rules on a machine.
     *
     * @param mayBeUsed whether an endpoint may be at a public URL that it was not at before
     */
    UrlRules(Ingresses ingresses, Predicate<EndpointUrl> mayBeUsed) {
        this.ingresses = ingresses;
        this.mayBeUsed = mayBeUsed;
    }

    /**
     * Reads a URL by the rules of a binding, but for those that {@link #checkPublic} knows.
     *
     * @throws InvalidValue with the code of the rule that it breaks
     */
    EndpointUrl read(String text, EndpointKind kind, Binding binding) {
        boolean isHostless = HOSTLESS.matcher(text).matches();
        if (isHostless && binding == Binding.INTERNAL) {
            throw new InvalidValue(
                    "ERR_NGROK_9028", "An internal endpoint needs a name of its own; write tcp://name.internal:port.");
        } else if (isHostless && binding == Binding.KUBERNETES) {
            throw needsService();
        } else if (isHostless && !text.contains(":")) {
            throw new InvalidValue("ERR_NGROK_18003", "A cloud endpoint needs a whole URL; write tcp://host:port.");
        }
        EndpointUrl url = parse(text, kind, binding);
        return switch (binding) {
            case PUBLIC -> url;
            case INTERNAL -> InternalUrl.check(url);
            case KUBERNETES -> checkService(url);
        };
    }

    private static EndpointUrl parse(String text, EndpointKind kind, Binding binding) {
        try {
            return EndpointUrl.parse(text);
        } catch (InvalidValue e) {
            boolean isScheme = e.code().equals("ERR_NGROK_18022");
            boolean isWithout = e.code().equals("ERR_NGROK_18003");
            boolean isPort = e.code().equals("ERR_NGROK_18001")
                    && ONE_COLON.matcher(text).matches();
            if (binding == Binding.INTERNAL && (isWithout || isPort)) {
                throw new InvalidValue(
                        "ERR_NGROK_9030",
                        isPort
                                ? e.getMessage()
                                : "An internal endpoint needs a port from 1 to 65535; write tcp://name.internal:port.");
            } else if (binding == Binding.KUBERNETES && isScheme) {
                String code = kind == EndpointKind.CLOUD ? "ERR_NGROK_18018" : "ERR_NGROK_9041";
                throw new InvalidValue(
                        code, "A Kubernetes endpoint has the scheme tcp; write tcp://service.namespace:port.");
            }
            throw e;
        }
    }

    private static EndpointUrl checkService(EndpointUrl url) {
        if (!KUBERNETES.matcher(url.host()).matches()) {
            throw needsService();
        }
        HostRules.check(url.host());
        return url;
    }

    private static InvalidValue needsService() {
        return new InvalidValue(
                "ERR_NGROK_9039",
                "The host of a Kubernetes endpoint is a service and its namespace; write tcp://service.namespace:port.");
    }

    /**
     * Answers a public URL that can be served here.
     *
     * @param isWhereItWas whether the endpoint is there already
     * @throws InvalidValue with the code of the rule that it breaks
     */
    EndpointUrl checkPublic(EndpointUrl url, EndpointKind kind, boolean isWhereItWas) {
        String code = kind == EndpointKind.CLOUD ? "ERR_NGROK_18006" : "ERR_NGROK_307";
        if (ingresses.of(url.host()).isEmpty()) {
            if (url.host().indexOf(':') < 0) {
                HostRules.check(url.host());
            }
            throw new InvalidValue(
                    code,
                    "'" + url.host() + "' is not a host of this machine; write "
                            + ingresses.local().host() + " for this machine only, "
                            + ingresses.lan().host() + " for the network"
                            + ingresses.own().stream()
                                    .map(Ingress::host)
                                    .map(host -> ", or " + host)
                                    .collect(Collectors.joining())
                            + ".");
        } else if (!isWhereItWas && !mayBeUsed.test(url)) {
            throw new InvalidValue(
                    code,
                    url.address()
                            + " is not reserved, and this Culvert takes reserved ports only; reserve it first, or "
                            + "leave the URL out.");
        }
        return url;
    }
}
