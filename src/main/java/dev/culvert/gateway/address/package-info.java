/** Ports and names as the machine and DNS have them: who may use a port, which are free, where a name leads. */
@NullMarked
package dev.culvert.gateway.address;

import org.jspecify.annotations.NullMarked;
