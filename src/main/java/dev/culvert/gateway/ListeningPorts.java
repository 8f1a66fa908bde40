package dev.culvert.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Asks the operating system who listens on this machine. Every call takes some milliseconds and may read many files. */
public final class ListeningPorts {

    /** The TCP ports that are listened on, each once, in ascending order. */
    public List<ListeningPort> all() {
        OperatingSystem os = new SystemInfo().getOperatingSystem();
        var ports = new TreeMap<Integer, ListeningPort>(Comparator.naturalOrder());
        for (IPConnection c : os.getInternetProtocolStats().getConnections()) {
            if (c.getState() == TcpState.LISTEN && c.getType().startsWith("tcp")) {
                ports.merge(c.getLocalPort(), port(os, c), ListeningPorts::both);
            }
        }
        return List.copyOf(ports.values());
    }

    /** Who listens on that port, if anybody does and the platform tells. */
    public Optional<ListeningPort> on(int port) {
        return all().stream().filter(p -> p.port() == port).findFirst();
    }

    private static ListeningPort port(OperatingSystem os, IPConnection c) {
        int pid = Math.max(0, c.getowningProcessId());
        OSProcess process = pid > 0 ? os.getProcess(pid) : null;
        return new ListeningPort(c.getLocalPort(), process == null ? "" : process.getName(), pid, isLoopback(c));
    }

    private static boolean isLoopback(IPConnection c) {
        try {
            byte[] address = c.getLocalAddress();
            return address.length > 0 && InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ListeningPort both(ListeningPort a, ListeningPort b) {
        ListeningPort known = a.pid() > 0 ? a : b;
        return new ListeningPort(a.port(), known.process(), known.pid(), a.loopbackOnly() && b.loopbackOnly());
    }
}
