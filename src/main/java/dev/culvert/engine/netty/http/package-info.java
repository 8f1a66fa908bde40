/** HTTP/1.x as Culvert reads and writes it: strictly, so that nobody behind it can read the same bytes otherwise. */
@NullMarked
package dev.culvert.engine.netty.http;

import org.jspecify.annotations.NullMarked;
