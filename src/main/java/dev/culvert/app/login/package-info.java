/** Starting with the user's session, in the way of each system. */
@NullMarked
package dev.culvert.app.login;

import org.jspecify.annotations.NullMarked;
