/** Where addresses are: databases in MaxMind's format, as files on this machine. */
@NullMarked
package dev.culvert.gateway.geo;

import org.jspecify.annotations.NullMarked;
