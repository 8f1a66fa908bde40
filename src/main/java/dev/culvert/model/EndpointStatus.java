package dev.culvert.model;

/**
 * Wish and fact together.
 *
 * @param endpoint what the user wants
 * @param state what is
 */
public record EndpointStatus(Endpoint endpoint, EndpointState state) {

    /** The identity. */
    public EndpointId id() {
        return endpoint.id();
    }
}
