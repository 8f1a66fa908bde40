package dev.culvert.engine.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handle whose faults stay its own. What escapes from a handle ends Netty's event loop, and with it every connection
 * there; an Error may come at any time, such as when a class is to be loaded and there is no descriptor left to read it.
 */
interface CarefulHandle extends IoHandle {

    /** Does what is to be done; whatever it throws is logged, and no more. */
    void ready(IoRegistration registration, IoEvent event);

    /** Lets go of it. */
    @Override
    void close();

    @Override
    default void handle(IoRegistration registration, IoEvent event) {
        try {
            ready(registration, event);
        } catch (Throwable e) {
            Faults.log.error("An event was not handled properly.", e);
        }
    }

    /** Where they go; loaded with the interface and not when it is needed. */
    final class Faults {

        private static final Logger log = LoggerFactory.getLogger(CarefulHandle.class);

        private Faults() {}
    }
}
