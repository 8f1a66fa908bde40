package dev.culvert.cli;

import dev.culvert.gateway.Ingresses;
import dev.culvert.gateway.Policies;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.MomentText;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that describe a connection which is only thought of. */
final class TrialOptions {

    private static final IpAddress LOOPBACK_4 = IpAddress.v4(0x7f00_0001);

    @Option(
            names = "--client-ip",
            paramLabel = "IP",
            required = true,
            converter = Ip.class,
            description = "Where the client comes from: an IPv4 or IPv6 address.")
    private IpAddress clientIp = LOOPBACK_4;

    @Option(
            names = "--client-port",
            paramLabel = "PORT",
            defaultValue = "49152",
            converter = Port.class,
            description = "The client's port. Default: ${DEFAULT-VALUE}.")
    private int clientPort;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "When it comes, such as 2030-01-31T09:00:00Z. Default: now.")
    private @Nullable Instant at;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "tcp://localhost:1",
            converter = Url.class,
            description = "The URL of the endpoint it comes to. Default: ${DEFAULT-VALUE}.")
    private @Nullable EndpointUrl url;

    /** The connection. */
    Facts facts() {
        if (url == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return Policies.thoughtOf(clientIp, clientPort, at == null ? Instant.now() : at, url, null, Ingresses.detect());
    }

    /** Reads an address; names are not looked up. */
    static final class Ip implements ITypeConverter<IpAddress> {
        @Override
        public IpAddress convert(String text) {
            return IpAddress.parse(text.strip())
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not an IP address; write one such as 203.0.113.7 or 2001:db8::7."));
        }
    }

    /** Reads the port of a client. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int port = Integer.parseInt(text.strip());
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // answered below, as a number out of range
            }
            throw new TypeConversionException("'" + text + "' is not a port; write a number from 1 to 65535.");
        }
    }

    /** Reads an instant as RFC 3339 writes it. */
    static final class Moment implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return MomentText.parse(text);
            } catch (InvalidValue e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads the URL of an endpoint. */
    static final class Url implements ITypeConverter<EndpointUrl> {
        @Override
        public EndpointUrl convert(String text) {
            try {
                return EndpointUrl.parse(text);
            } catch (InvalidValue e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
