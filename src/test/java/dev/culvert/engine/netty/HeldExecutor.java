package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.HostPort;
import dev.culvert.model.Upstream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** A resolver that gives no answer before it is told to: a way to hold connections while they dial. */
final class HeldExecutor implements Executor, AutoCloseable {

    private final CountDownLatch held = new CountDownLatch(1);

    /** An endpoint whose upstream has a name, so that it is looked up. */
    static ServedEndpoint endpoint(PeerServer upstream) {
        return Rig.endpoint(new Upstream.Tcp(new HostPort(Rig.NAMED, upstream.port())), Rig.NONE);
    }

    @Override
    public void execute(Runnable task) {
        Thread.startVirtualThread(() -> {
            try {
                held.await();
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void release() {
        held.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
