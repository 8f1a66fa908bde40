/** {@code culvert bench}: measures Culvert beside other forwarders on this machine. It starts processes and no threads. */
@NullMarked
package dev.culvert.cli.bench;

import org.jspecify.annotations.NullMarked;
