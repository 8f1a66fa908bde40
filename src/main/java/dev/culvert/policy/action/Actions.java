package dev.culvert.policy.action;

import dev.culvert.policy.expression.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every action there is. To add one is to write its class and name it here. */
public final class Actions {

    private static final List<ActionDeclaration> RUNNABLE = List.of(
            new RestrictIps(),
            Deny.deny(),
            Deny.close(),
            new Log(),
            new ForwardInternal(),
            new SetVars(),
            new TerminateTls(),
            new RateLimit(),
            new LimitConnections(),
            new LimitBandwidth(),
            new CustomResponse(),
            new Redirect(),
            new BasicAuth(),
            new AddHeaders(),
            new RemoveHeaders(),
            new UrlRewrite());
    private static final List<ActionType> TYPES = types();

    private Actions() {}

    /** The declarations of all actions, those included that Culvert knows and does not run. */
    public static List<ActionType> types() {
        List<ActionType> types = new ArrayList<>();
        RUNNABLE.forEach(a -> types.add(a.type()));
        types.addAll(UnrunActions.types());
        return List.copyOf(types);
    }

    /** The declaration of an action. */
    public static Optional<ActionType> type(String name) {
        return TYPES.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** An action that runs; empty for those that Culvert only knows. */
    public static Optional<ActionDeclaration> runnable(String name) {
        return RUNNABLE.stream().filter(a -> a.type().name().equals(name)).findFirst();
    }

    /** The action whose name is most like a misspelt one. */
    public static Optional<String> nearest(String misspelt) {
        return Nearest.to(misspelt, TYPES.stream().map(ActionType::name).toList());
    }
}
