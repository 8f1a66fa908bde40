package dev.culvert.ui.fx;

/** Something that was taken and must be given back; giving it back twice does nothing more. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();

    /** Both as one. */
    default Subscription and(Subscription other) {
        return () -> {
            close();
            other.close();
        };
    }
}
