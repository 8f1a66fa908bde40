package dev.culvert.cli;

/** Where the key for the API is read, again when it was renewed. */
@FunctionalInterface
interface KeySource {

    /**
     * The key that counts now.
     *
     * @throws CommandFailure if there is none
     */
    String read() throws CommandFailure;
}
