package dev.culvert.gateway.address;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Asks DNS itself, past the machine's own list of hosts, by the JDK's DNS provider. Waits for the answer; any thread may
 * call it that may wait.
 */
public final class DnsLookup {

    private static final String FIRST_TIMEOUT_MS = "1500";
    private static final String RETRIES = "2";

    private final String servers;

    /**
     * Lookups by certain servers.
     *
     * @param servers {@code dns://host:port}, several with blanks between them; {@code dns:} for those of the system
     */
    public DnsLookup(String servers) {
        this.servers = servers;
    }

    /** Lookups by the servers that the system asks. */
    public static DnsLookup ofSystem() {
        return new DnsLookup("dns:");
    }

    /**
     * The values of a name's records.
     *
     * @param name a name without a dot at its end
     * @param type {@code CNAME}, {@code A} or {@code AAAA}
     * @return names in lower case and without a dot at their ends, or addresses; none if there are no such records
     * @throws Unanswered if no server gave an answer
     */
    // the provider is named here, by no user, and that of DNS makes no objects but strings; it wants a Hashtable
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    List<String> records(String name, String type) throws Unanswered {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, servers);
        settings.put("com.sun.jndi.dns.timeout.initial", FIRST_TIMEOUT_MS);
        settings.put("com.sun.jndi.dns.timeout.retries", RETRIES);
        try {
            var context = new InitialDirContext(settings);
            try {
                // with the dot the name is whole, and no search domain is added
                Attribute found =
                        context.getAttributes(name + ".", new String[] {type}).get(type);
                return found == null ? List.of() : values(found);
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (CommunicationException e) {
            throw new Unanswered("No DNS server answered; check the network and look again.");
        } catch (NamingException e) {
            throw new Unanswered("DNS could not say where '" + name + "' leads (" + e.getMessage() + "); look again.");
        }
    }

    private static List<String> values(Attribute found) throws NamingException {
        List<String> values = new ArrayList<>();
        NamingEnumeration<?> all = found.getAll();
        while (all.hasMore()) {
            String value = String.valueOf(all.next()).toLowerCase(Locale.ROOT);
            values.add(value.endsWith(".") ? value.substring(0, value.length() - 1) : value);
        }
        return values;
    }

    /** No server gave an answer. The message is a sentence for the user. */
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }
}
