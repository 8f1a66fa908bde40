/**
 * The control plane: the one door for the desktop, the API and the command line. It keeps what the user wants in the
 * store and what is in the engine in step.
 */
@NullMarked
package dev.culvert.gateway;

import org.jspecify.annotations.NullMarked;
