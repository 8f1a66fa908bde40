/** Controls that several pages use. */
@NullMarked
package dev.culvert.ui.controls;

import org.jspecify.annotations.NullMarked;
