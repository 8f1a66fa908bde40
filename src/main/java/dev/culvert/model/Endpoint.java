package dev.culvert.model;

import java.time.Instant;

/**
 * An endpoint as the user wishes it. What became of the wish is an {@link EndpointState}.
 *
 * @param id its identity
 * @param spec what it is
 * @param enabled whether it shall be online
 * @param temporary whether it ends with the command that made it ({@code culvert tcp}); such a one is never stored
 * @param createdAt when it was made
 * @param updatedAt when the user last changed it
 */
public record Endpoint(
        EndpointId id, EndpointSpec spec, boolean enabled, boolean temporary, Instant createdAt, Instant updatedAt) {

    /** The name, unique among the endpoints. */
    public String name() {
        return spec.name();
    }

    /** Where it is reached. */
    public EndpointUrl url() {
        return spec.url();
    }
}
