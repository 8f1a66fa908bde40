/** The REST face. */
@NullMarked
package dev.culvert.api;

import org.jspecify.annotations.NullMarked;
