/** What the user can set, and what the program says of itself. */
@NullMarked
package dev.culvert.ui.settings;

import org.jspecify.annotations.NullMarked;
