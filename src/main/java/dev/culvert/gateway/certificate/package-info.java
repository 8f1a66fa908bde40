/** Certificates and keys for ending TLS: those that policies name, and those of the authority in the data directory. */
@NullMarked
package dev.culvert.gateway.certificate;

import org.jspecify.annotations.NullMarked;
