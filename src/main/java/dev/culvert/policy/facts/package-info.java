/** What a policy may know of a connection, and where it learns it. */
@NullMarked
package dev.culvert.policy.facts;

import org.jspecify.annotations.NullMarked;
