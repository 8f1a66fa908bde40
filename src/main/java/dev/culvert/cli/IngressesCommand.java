package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api ingresses} and its verbs. */
@Command(
        name = "ingresses",
        mixinStandardHelpOptions = true,
        description = "The places where addresses live, as JSON. A name will do for an id.")
final class IngressesCommand extends ResourceCommand {

    IngressesCommand(Surroundings surroundings) {
        super(surroundings, "/ingresses");
    }

    /** What an ingress is. */
    static final class Fields {

        @Option(
                names = "--bind",
                paramLabel = "IP",
                split = ",",
                description = "The addresses to listen on, with commas between them; 0.0.0.0 or :: for all.")
        private String @Nullable [] bind;

        @Option(
                names = "--host",
                paramLabel = "HOST",
                description = "The name that clients use. Default: the first bind address.")
        private @Nullable String host;

        @Option(
                names = "--port-range",
                paramLabel = "FIRST-LAST",
                description = "Where random ports are picked from. Default: 20000-29999.")
        private @Nullable String ports;

        /** As pairs of name and text. */
        @Nullable String[] with(@Nullable String name) {
            String addresses = bind == null ? null : String.join(",", bind);
            return new @Nullable String[] {"name", name, "bind_addresses", addresses, "host", host, "port_range", ports
            };
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Adds an ingress of your own.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Mixin Fields fields,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "What it is called.")
                    String name)
            throws CommandFailure {
        return post(api, body(fields.with(name)));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Changes what is given of one of your own; what lives there follows.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Mixin Fields fields,
            @Parameters(paramLabel = "ID", description = "Its id, ing_…, or its name.") String id,
            @Option(names = "--name", paramLabel = "NAME", description = "What it is called from now on.") @Nullable String name)
            throws CommandFailure {
        return patch(api, id, body(fields.with(name)));
    }
}
