/** The traffic policy of one endpoint: its text and what is wrong with it, how it is applied, and what it would do. */
@NullMarked
package dev.culvert.ui.policy;

import org.jspecify.annotations.NullMarked;
