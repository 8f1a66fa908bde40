/** TLS ended at the endpoint: the handshake with the client and what a policy may know of it. */
@NullMarked
package dev.culvert.engine.netty.tls;

import org.jspecify.annotations.NullMarked;
