package dev.culvert.model.event;

import java.time.Instant;

/**
 * A place where events go.
 *
 * @param id its identity, {@code ed_} and a KSUID
 * @param description for people
 * @param metadata for programs
 * @param target what kind of place it is, and where
 * @param createdAt when it was made
 */
public record EventDestination(String id, String description, String metadata, EventTarget target, Instant createdAt) {

    /** What every id begins with. */
    public static final String PREFIX = "ed_";
}
