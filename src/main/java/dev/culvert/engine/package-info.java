/**
 * The data plane's port: what the control plane may ask of it, and what it tells. No word here says how bytes move.
 */
@NullMarked
package dev.culvert.engine;

import org.jspecify.annotations.NullMarked;
