package dev.culvert.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How JavaFX draws. On Linux it asks for OpenGL first. Where there is no graphics processor, that loads Mesa's and LLVM's
 * libraries, of which 50 MB stay in memory, only to find a renderer that JavaFX does not take, and then draws by itself.
 */
final class Pipeline {

    private static final String ORDER = "prism.order";

    /** Makes JavaFX take any renderer. */
    private static final String FORCE = "prism.forceGPU";

    /** The kernel's graphics devices, NVIDIA's own, and that of Windows' subsystem for Linux. */
    private static final List<String> DEVICES = List.of("dri", "nvidiactl", "dxg");

    private Pipeline() {}

    /** Chooses, unless the user has. Before the toolkit starts. */
    static void choose() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        boolean chosen = System.getProperty(ORDER) != null || Boolean.getBoolean(FORCE);
        if (linux && !chosen && !hasGraphics(Path.of("/dev"))) {
            System.setProperty(ORDER, "sw");
        }
    }

    /** Whether a folder of devices has one that draws. */
    static boolean hasGraphics(Path devices) {
        return DEVICES.stream().anyMatch(name -> Files.exists(devices.resolve(name)));
    }
}
