/** One evaluation of a policy for one connection: what it remembers and what comes of it. */
@NullMarked
package dev.culvert.policy.run;

import org.jspecify.annotations.NullMarked;
