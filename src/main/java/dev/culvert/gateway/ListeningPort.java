package dev.culvert.gateway;

/**
 * A port on which some process of this machine listens.
 *
 * @param port the port
 * @param process the process's name; empty where the platform does not tell
 * @param pid the process's id; 0 where the platform does not tell
 * @param loopbackOnly whether it can be reached from this machine alone
 */
public record ListeningPort(int port, String process, int pid, boolean loopbackOnly) {}
