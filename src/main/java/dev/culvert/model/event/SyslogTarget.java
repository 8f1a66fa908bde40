package dev.culvert.model.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A syslog daemon, which is sent messages of RFC 5424.
 *
 * @param host where it is
 * @param port where it listens
 * @param transport {@code tcp} with the lengths counted (RFC 6587), or {@code udp} (RFC 5426)
 * @param facility such as {@code local0}
 * @param appName what the messages say that they come from
 */
public record SyslogTarget(String host, int port, String transport, String facility, String appName)
        implements EventTarget {

    private static final int PORT = 514;

    /** In the order of their numbers (RFC 5424 6.2.1). */
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    private static final Pattern APP_NAME = Pattern.compile("[!-~]{1,48}");
    private static final Pattern HOST =
            Pattern.compile("[0-9A-Za-z._-]{1,253}|[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9A-Za-z.:_%-]*");

    static SyslogTarget read(TargetSettings settings) {
        String host = settings.required("host", "Write where the syslog daemon is, such as localhost.");
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            settings.refuse("host", "'" + host + "' is no host; write a name or an IP address, without a port.");
        }
        String app = settings.text("app_name", "culvert");
        if (!APP_NAME.matcher(app).matches()) {
            settings.refuse("app_name", "Write 1 to 48 characters of ASCII without a space.");
        }
        return new SyslogTarget(
                host,
                Math.toIntExact(settings.number("port", PORT, 1, 65_535)),
                settings.choice("transport", "tcp", List.of("tcp", "udp")),
                settings.choice("facility", "local0", FACILITIES),
                app);
    }

    /** All facilities, in the order of their numbers. */
    public static List<String> facilities() {
        return FACILITIES;
    }

    /** The facility's number. */
    public int facilityNumber() {
        return FACILITIES.indexOf(facility);
    }

    /** Whether it goes over UDP. */
    public boolean isUdp() {
        return transport.equals("udp");
    }

    @Override
    public TargetKind kind() {
        return TargetKind.SYSLOG;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("host", host);
        settings.put("port", (long) port);
        settings.put("transport", transport);
        settings.put("facility", facility);
        settings.put("app_name", appName);
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }
}
