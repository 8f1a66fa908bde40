package dev.culvert.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of an API, {@code http://host:port}. */
final class ApiUrl implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return new URI(scheme, uri.getAuthority(), null, null, null);
            }
        } catch (URISyntaxException e) {
            // answered below, as any other text that is no such address
        }
        throw new TypeConversionException(
                "'" + text + "' is not the address of an API; write one such as " + "http://127.0.0.1:4040.");
    }
}
