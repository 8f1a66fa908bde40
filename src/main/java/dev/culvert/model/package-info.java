/** The nouns of Culvert: immutable values that every floor shares. JDK only. */
@NullMarked
package dev.culvert.model;

import org.jspecify.annotations.NullMarked;
