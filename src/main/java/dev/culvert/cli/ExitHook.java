package dev.culvert.cli;

/** Something that is done when the process is told to end, until it is closed. Closing twice does nothing more. */
public interface ExitHook extends AutoCloseable {

    @Override
    void close();
}
