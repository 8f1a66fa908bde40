package dev.culvert.engine.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A number that one event loop changes and any thread may read, at the cost of a plain field. */
final class Count {

    private static final VarHandle VALUE = valueHandle();

    private long value;

    /** On the owning event loop only. */
    void add(long amount) {
        VALUE.setOpaque(this, value + amount);
    }

    /** On the owning event loop only. */
    void set(long amount) {
        VALUE.setOpaque(this, amount);
    }

    long get() {
        return (long) VALUE.getOpaque(this);
    }

    private static VarHandle valueHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Count.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
