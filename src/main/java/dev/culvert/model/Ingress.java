package dev.culvert.model;

import java.net.InetAddress;
import java.util.List;

/**
 * A named place where addresses live: what is bound, and under which names clients reach it (ngrok: region).
 *
 * @param name {@code local}, {@code lan}, or one that a user gave
 * @param bind the addresses that a listener binds, all of them at the same port
 * @param hosts the names and addresses that clients use; the first is the one that URLs are written with
 */
public record Ingress(String name, List<InetAddress> bind, List<String> hosts) {

    /** The host that URLs are written with. */
    public String host() {
        return hosts.getFirst();
    }
}
