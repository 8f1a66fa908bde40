/** Connections as files that other programs read. */
@NullMarked
package dev.culvert.gateway.export;

import org.jspecify.annotations.NullMarked;
