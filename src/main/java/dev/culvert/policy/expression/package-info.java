/** Expressions and templates: CEL with ngrok's variables, functions and interpolation. */
@NullMarked
package dev.culvert.policy.expression;

import org.jspecify.annotations.NullMarked;
