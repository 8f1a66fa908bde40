/** Places in a policy's text, what is found there, and changes of it. */
@NullMarked
package dev.culvert.policy.text;

import org.jspecify.annotations.NullMarked;
