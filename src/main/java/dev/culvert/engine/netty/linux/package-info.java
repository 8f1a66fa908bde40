/** Linux's system calls as the native relay needs them, through {@code java.lang.foreign}. Nothing here knows Netty. */
@NullMarked
package dev.culvert.engine.netty.linux;

import org.jspecify.annotations.NullMarked;
