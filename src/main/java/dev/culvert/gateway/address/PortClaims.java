package dev.culvert.gateway.address;

/**
 * Which gateway of this machine may use which port. A claim ends with its gateway, however that ends. For one thread at a
 * time.
 */
public interface PortClaims extends AutoCloseable {

    /** Claims a port. Answers whether this gateway has it, now or from before. */
    boolean claim(int port);

    /** Gives a port up; nothing happens if it was not claimed. */
    void release(int port);

    /** Whether a gateway had the port reserved when it last ran, so that it is better not picked at random. */
    boolean isSpokenFor(int port);

    /** To be called once a minute or so: sees that the claims still stand. */
    void refresh();

    /** Gives every port up. */
    @Override
    void close();

    /** The claims of a gateway that is alone on its machine: it may use every port. */
    static PortClaims alone() {
        return new PortClaims() {
            @Override
            public boolean claim(int port) {
                return true;
            }

            @Override
            public void release(int port) {}

            @Override
            public boolean isSpokenFor(int port) {
                return false;
            }

            @Override
            public void refresh() {}

            @Override
            public void close() {}
        };
    }
}
