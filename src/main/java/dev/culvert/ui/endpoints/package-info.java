/** The page of endpoints: the table, the details of the selection, and the dialog that makes and edits them. */
@NullMarked
package dev.culvert.ui.endpoints;

import org.jspecify.annotations.NullMarked;
