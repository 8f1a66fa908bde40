/** The language in which connections are looked for, as every filter box, the API and the command line read it. */
@NullMarked
package dev.culvert.model.filter;

import org.jspecify.annotations.NullMarked;
