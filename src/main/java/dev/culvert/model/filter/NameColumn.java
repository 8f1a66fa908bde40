package dev.culvert.model.filter;

import java.util.ArrayList;
import java.util.List;

/** What of a connection has a name. */
public enum NameColumn {
    /** The endpoint's name, or its id. */
    ENDPOINT,
    /** The endpoint's URL. */
    URL,
    /** Where it was forwarded to: the URL, {@code host:port}, the host, or the port. */
    UPSTREAM,
    /** The rule that decided. */
    RULE,
    /** The action that decided. */
    ACTION,
    /** The network of a list that the client matched. */
    NETWORK;

    /** The texts of which one must match. */
    List<String> texts(FilterTarget target) {
        return switch (this) {
            case ENDPOINT -> List.of(target.endpointName(), target.endpointId());
            case URL -> List.of(target.endpointUrl());
            case UPSTREAM -> upstream(target.upstreamUrl());
            case RULE -> List.of(target.decision().rule());
            case ACTION -> List.of(target.decision().action());
            case NETWORK -> List.of(target.decision().network());
        };
    }

    /** What an upstream can be called by. */
    public static List<String> upstream(String url) {
        List<String> texts = new ArrayList<>();
        texts.add(url);
        int slashes = url.indexOf("://");
        String rest = slashes < 0 ? url : url.substring(slashes + 3);
        texts.add(rest);
        int colon = rest.lastIndexOf(':');
        if (colon > 0) {
            String host = rest.substring(0, colon);
            texts.add(host);
            if (host.startsWith("[") && host.endsWith("]")) {
                texts.add(host.substring(1, host.length() - 1));
            }
            texts.add(rest.substring(colon + 1));
        }
        return texts;
    }
}
