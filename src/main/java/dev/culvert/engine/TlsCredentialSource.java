package dev.culvert.engine;

import dev.culvert.policy.run.TlsTermination;
import java.util.List;

/** Where {@code terminate-tls} gets certificates and keys. Any thread may ask, and may have to wait for the disk. */
public interface TlsCredentialSource {

    /**
     * The credentials for a termination; the same object as before as long as nothing has changed.
     *
     * @param names host names and addresses that clients may know the server by; for certificates that are made here
     * @throws TlsCredentialException if something that the policy names cannot be read
     */
    TlsCredentials find(TlsTermination termination, List<String> names) throws TlsCredentialException;
}
