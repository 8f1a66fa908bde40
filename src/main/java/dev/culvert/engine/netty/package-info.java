/** The data plane on Netty. {@link dev.culvert.engine.netty.NettyEngine} is the only public class. */
@NullMarked
package dev.culvert.engine.netty;

import org.jspecify.annotations.NullMarked;
