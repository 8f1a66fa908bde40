/** The window around the pages: the rail, the status line, the palette, toasts and dialogs. */
@NullMarked
package dev.culvert.ui.frame;

import org.jspecify.annotations.NullMarked;
