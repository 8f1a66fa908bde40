package dev.culvert.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a user wrote of an ingress, not checked. As a change of one, null leaves a field as it is.
 *
 * @param name what it is called
 * @param bind the addresses to listen on, with blanks or commas between them
 * @param host the name that clients use; empty for the first bind address
 * @param ports where random ports are picked from, {@code 20000-29999}; empty for that
 */
public record IngressDraft(
        @Nullable String name,
        @Nullable String bind,
        @Nullable String host,
        @Nullable String ports) {}
