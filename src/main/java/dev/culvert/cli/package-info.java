/** The command line face. */
@NullMarked
package dev.culvert.cli;

import org.jspecify.annotations.NullMarked;
