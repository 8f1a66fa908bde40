/** The two child processes of a benchmark: who asks, and the upstream that answers. Each is one thread. */
@NullMarked
package dev.culvert.cli.bench.load;

import org.jspecify.annotations.NullMarked;
