/** What a report of a fault needs to hold, without what must not leave the machine. */
@NullMarked
package dev.culvert.cli.diagnosis;

import org.jspecify.annotations.NullMarked;
