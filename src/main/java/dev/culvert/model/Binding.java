package dev.culvert.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/** From where an endpoint can be reached (ngrok: bindings). */
public enum Binding {
    /** From the network: a listener on an ingress. */
    PUBLIC("public"),
    /** Only by {@code forward-internal} of another endpoint's policy. */
    INTERNAL("internal"),
    /** From the pods of a Kubernetes cluster. */
    KUBERNETES("kubernetes");

    private final String wireName;

    Binding(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in configuration files and in the store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The binding with that name.
     *
     * @throws InvalidValue if there is none
     */
    public static Binding parse(String text) {
        return Arrays.stream(values())
                .filter(b -> b.wireName.equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "ERR_NGROK_18007",
                        "'" + text + "' is not a binding; write one of "
                                + Arrays.stream(values()).map(Binding::wireName).collect(Collectors.joining(", "))
                                + "."));
    }
}
