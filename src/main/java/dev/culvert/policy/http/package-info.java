/** HTTP messages as a policy sees them, and what it makes of them. Plain values; nothing here reads or writes bytes. */
@NullMarked
package dev.culvert.policy.http;

import org.jspecify.annotations.NullMarked;
