package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsCredentialException;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * TLS contexts in use, made away from the event loops. Certificates on disk may be renewed at any time, so a context is
 * looked after again when it has become old; sessions can be resumed as long as its credentials stay. Any thread.
 *
 * @param <K> what somebody wants a context for
 * @param <C> the credentials that it is made of
 */
final class KeptContexts<K, C> {

    /** Where credentials come from; may take its time. */
    interface Source<K, C> {

        C find(K key) throws TlsCredentialException;
    }

    /** What makes a context of them. */
    interface Maker<K, C> {

        SslContext make(K key, C credentials) throws SSLException;
    }

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A policy that computes its certificates may need a context for every client; nobody keeps those for ever. */
    private static final int MOST_KEPT = 256;

    private record Entry<C>(C credentials, SslContext context, long lookedAfter) {

        boolean isFresh() {
            return System.nanoTime() - lookedAfter < FRESH_NANOS;
        }
    }

    private final Source<K, C> source;
    private final Maker<K, C> maker;
    private final Executor worker;
    private final ConcurrentMap<K, Entry<C>> kept = new ConcurrentHashMap<>();

    KeptContexts(Source<K, C> source, Maker<K, C> maker, Executor worker) {
        this.source = source;
        this.maker = maker;
        this.worker = worker;
    }

    /** The context for a connection; the future is answered on the loop. */
    Future<SslContext> find(K key, EventExecutor loop) {
        Entry<C> known = kept.get(key);
        if (known != null && known.isFresh()) {
            return loop.newSucceededFuture(known.context());
        }
        Promise<SslContext> promise = loop.newPromise();
        worker.execute(() -> {
            try {
                promise.setSuccess(lookAfter(key));
            } catch (Throwable e) { // an Error too: somebody is waiting
                promise.setFailure(e);
            }
        });
        return promise;
    }

    private SslContext lookAfter(K key) throws TlsCredentialException, SSLException {
        C credentials = source.find(key);
        Entry<C> known = kept.get(key);
        SslContext context = known != null && known.credentials().equals(credentials)
                ? known.context()
                : maker.make(key, credentials);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, new Entry<>(credentials, context, System.nanoTime()));
        return context;
    }
}
