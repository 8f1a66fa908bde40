/** Endpoints written in a configuration file, in ngrok's form (NGROK.md 7.2). */
@NullMarked
package dev.culvert.gateway.config;

import org.jspecify.annotations.NullMarked;
