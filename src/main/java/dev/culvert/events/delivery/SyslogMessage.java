package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.model.event.SyslogTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes messages of RFC 5424: the event's id as structured data, its type as message id, its JSON as message. */
final class SyslogMessage {

    /** No more than microseconds are allowed (RFC 5424 6.2.3). */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** The enterprise number that RFC 5612 sets aside for documentation: Culvert has none of its own. */
    private static final String ENTERPRISE = "32473";

    private static final int SEVERITY_INFO = 6;
    private static final int LONGEST_TYPE = 32;
    private static final int LONGEST_HOST = 255;

    private final String begin;
    private final String source;

    SyslogMessage(SyslogTarget target) {
        this.begin = "<" + (target.facilityNumber() * 8 + SEVERITY_INFO) + ">1 ";
        this.source = " " + hostName() + " " + target.appName() + " "
                + ProcessHandle.current().pid() + " ";
    }

    byte[] bytes(Outgoing outgoing) {
        Event event = outgoing.event();
        String text = begin + TIME.format(event.timestamp()) + source + messageId(event.type()) + " [culvert@"
                + ENTERPRISE + " id=\"" + event.id() + "\"] " + outgoing.json();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String messageId(String type) {
        return type.length() <= LONGEST_TYPE ? type : type.substring(0, LONGEST_TYPE);
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            boolean fits = !name.isEmpty()
                    && name.length() <= LONGEST_HOST
                    && name.chars().allMatch(c -> c > 32 && c < 127);
            return fits ? name : "-";
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
