package dev.culvert.gateway.certificate;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.policy.run.TlsTermination;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * A field of {@code terminate-tls} that holds PEM text or the path of a file with it.
 *
 * @param field the field's name
 * @param value what stands in it
 */
record PemSource(String field, String value) {

    private static final String BEGIN = "-----BEGIN ";
    private static final long MOST_BYTES = 1 << 20;

    static PemSource certificate(TlsTermination termination) {
        return new PemSource("server_certificate", termination.certificate());
    }

    static PemSource key(TlsTermination termination) {
        return new PemSource("server_private_key", termination.privateKey());
    }

    static List<PemSource> authorities(TlsTermination termination) {
        return termination.clientAuthorities().stream()
                .map(a -> new PemSource("mutual_tls_certificate_authorities", a))
                .toList();
    }

    /** Reads a text as something. */
    interface Reading<T> {

        T read(String text) throws IOException;
    }

    <T> T read(Reading<T> reading) throws TlsCredentialException {
        String text = value.contains(BEGIN) ? value : file();
        try {
            return reading.read(text);
        } catch (IOException e) {
            throw new TlsCredentialException(subject() + " " + e.getMessage() + ".", e);
        }
    }

    /** When the file was last changed; the epoch for a text, and for a file that cannot be looked at. */
    FileTime changed() {
        if (value.contains(BEGIN)) {
            return FileTime.fromMillis(0);
        }
        try {
            return Files.getLastModifiedTime(Path.of(value));
        } catch (IOException | InvalidPathException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Whether it is the path of a file, which can change, and may yet come. */
    boolean isFile() {
        try {
            return !value.contains(BEGIN) && Path.of(value).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String file() throws TlsCredentialException {
        if (value.startsWith("ca_")) {
            throw new TlsCredentialException(
                    subject() + " is the id of an object at ngrok; give PEM text or the path of a file.");
        }
        try {
            Path path = Path.of(value);
            if (!path.isAbsolute()) {
                throw new TlsCredentialException(
                        subject() + " is neither PEM text nor the path of a file from the root on.");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new TlsCredentialException(subject() + " is a file of more than 1 MiB.");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new TlsCredentialException(subject() + " does not exist.", e);
        } catch (MalformedInputException e) {
            throw new TlsCredentialException(subject() + " is not a text; convert it to PEM.", e);
        } catch (InvalidPathException e) {
            throw new TlsCredentialException(subject() + " is neither PEM text nor the path of a file.", e);
        } catch (IOException e) {
            throw new TlsCredentialException(subject() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private String subject() {
        return value.contains(BEGIN) ? field : field + " '" + value + "'";
    }
}
