/** What pages that list connections share: the rows, the columns, the table of those that have ended, the drawer with the facts. */
@NullMarked
package dev.culvert.ui.controls.connection;

import org.jspecify.annotations.NullMarked;
