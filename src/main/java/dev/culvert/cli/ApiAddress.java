package dev.culvert.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where the API shall listen: {@code HOST:PORT}, {@code [IPV6]:PORT}, or a port on this machine alone. */
final class ApiAddress implements ITypeConverter<InetSocketAddress> {

    static final String DEFAULT = "127.0.0.1:4040";

    private static final Pattern FORM =
            Pattern.compile("(?:(?:\\[(?<v6>[^\\]]+)]|(?<host>[^:\\[\\]]+)):)?(?<port>\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || Integer.parseInt(form.group("port")) > MAX_PORT) {
            throw new TypeConversionException("'" + text + "' is not an address; write HOST:PORT such as " + DEFAULT
                    + ", with port 0 for a free one.");
        }
        String v6 = form.group("v6");
        String host = v6 != null ? v6 : form.group("host");
        return new InetSocketAddress(address(host == null ? "localhost" : host), Integer.parseInt(form.group("port")));
    }

    private static InetAddress address(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return InetAddress.ofLiteral("127.0.0.1");
        }
        try {
            return InetAddress.getAllByName(host)[0];
        } catch (UnknownHostException e) {
            throw new TypeConversionException("the host '" + host + "' is unknown; write one such as " + DEFAULT + ".");
        }
    }
}
