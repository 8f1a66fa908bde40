/** What the gateway has counted, in Prometheus' words. */
@NullMarked
package dev.culvert.api.metrics;

import org.jspecify.annotations.NullMarked;
