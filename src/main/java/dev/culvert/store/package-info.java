/** What is kept on disk: one SQLite database, and the only SQL of the program. */
@NullMarked
package dev.culvert.store;

import org.jspecify.annotations.NullMarked;
