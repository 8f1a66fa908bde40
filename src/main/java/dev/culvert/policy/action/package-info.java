/** The actions: each declares itself, reads its configuration, and acts. */
@NullMarked
package dev.culvert.policy.action;

import org.jspecify.annotations.NullMarked;
