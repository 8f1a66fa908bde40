/** The filter of lists: ngrok's small dialect of CEL over one object. */
@NullMarked
package dev.culvert.api.filter;

import org.jspecify.annotations.NullMarked;
