/** A policy's text read into nodes that know where they stand. */
@NullMarked
package dev.culvert.policy.document;

import org.jspecify.annotations.NullMarked;
