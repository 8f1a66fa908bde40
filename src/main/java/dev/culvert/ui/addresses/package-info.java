/** The page of TCP addresses, with the ingresses where they live and the custom domains that lead there. */
@NullMarked
package dev.culvert.ui.addresses;

import org.jspecify.annotations.NullMarked;
