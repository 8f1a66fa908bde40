/**
 * The traffic policy: a text is checked, becomes a program, and the program decides about connections. Start at
 * {@link dev.culvert.policy.PolicyCheck}.
 */
@NullMarked
package dev.culvert.policy;

import org.jspecify.annotations.NullMarked;
