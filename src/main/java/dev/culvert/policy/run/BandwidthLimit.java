package dev.culvert.policy.run;

/**
 * How fast bytes may flow.
 *
 * @param action which action limits; equal for all connections that share the limit
 * @param in bytes per second from the client; 0 for no limit
 * @param out bytes per second to the client; 0 for no limit
 * @param shared whether all connections of the endpoint share it
 */
public record BandwidthLimit(String action, long in, long out, boolean shared) {}
