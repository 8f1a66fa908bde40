/** What JSON may look like: JSON Schema, as far as the API's document needs it. */
@NullMarked
package dev.culvert.api.schema;

import org.jspecify.annotations.NullMarked;
