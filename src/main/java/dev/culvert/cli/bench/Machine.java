package dev.culvert.cli.bench;

import oshi.SystemInfo;

/**
 * What the figures were measured on.
 *
 * @param processor the model
 * @param cores how many this process may use
 * @param memoryMib how much there is
 * @param system the operating system
 * @param kernel its kernel's version
 * @param java the Java that Culvert and the load run on
 */
record Machine(String processor, int cores, long memoryMib, String system, String kernel, String java) {

    static Machine here() {
        var info = new SystemInfo();
        return new Machine(
                info.getHardware()
                        .getProcessor()
                        .getProcessorIdentifier()
                        .getName()
                        .strip(),
                Runtime.getRuntime().availableProcessors(),
                info.getHardware().getMemory().getTotal() >> 20,
                info.getOperatingSystem().getFamily() + " "
                        + info.getOperatingSystem().getVersionInfo().getVersion(),
                System.getProperty("os.version", ""),
                System.getProperty("java.vm.name", "") + " " + Runtime.version());
    }
}
