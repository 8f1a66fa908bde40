package dev.culvert.ui.endpoints;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Services that people often publish, with the port that they usually have. */
enum Preset {
    SSH(22, "ssh", "fth-terminal"),
    RDP(3389, "rdp", "fth-monitor"),
    VNC(5900, "vnc", "fth-cast"),
    POSTGRESQL(5432, "postgresql", "fth-database"),
    MYSQL(3306, "mysql", "fth-database"),
    MQTT(1883, "mqtt", "fth-radio"),
    MINECRAFT(25565, "minecraft", "fth-box"),
    HTTP(8080, "http", "fth-globe"),
    /** Whatever the user writes. */
    CUSTOM(0, "", "fth-sliders");

    private final int port;
    private final String endpointName;
    private final String icon;

    Preset(int port, String endpointName, String icon) {
        this.port = port;
        this.endpointName = endpointName;
        this.icon = icon;
    }

    /** What to forward to; empty for {@link #CUSTOM}. */
    String upstream() {
        return port == 0 ? "" : "localhost:" + port;
    }

    /** What the endpoint may be called; empty for {@link #CUSTOM}. */
    String endpointName() {
        return endpointName;
    }

    String icon() {
        return icon;
    }

    /** The key of its label. */
    String key() {
        return "preset." + name().toLowerCase(Locale.ROOT);
    }

    /** The one that usually has that port. */
    static Optional<Preset> of(int port) {
        return Arrays.stream(values()).filter(p -> p.port == port && port != 0).findFirst();
    }
}
