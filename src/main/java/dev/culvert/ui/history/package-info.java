/** The connections that have ended, over any time: how many when, which, and as files. */
@NullMarked
package dev.culvert.ui.history;

import org.jspecify.annotations.NullMarked;
