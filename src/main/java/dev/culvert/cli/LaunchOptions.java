package dev.culvert.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What the user chose for a gateway.
 *
 * @param dataDirectory where it keeps its files
 * @param apiAddress where its API listens; port 0 takes a free one
 */
public record LaunchOptions(Path dataDirectory, InetSocketAddress apiAddress) {}
