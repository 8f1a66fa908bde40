/** IP addresses, networks, and fast sets of networks. */
@NullMarked
package dev.culvert.policy.cidr;

import org.jspecify.annotations.NullMarked;
