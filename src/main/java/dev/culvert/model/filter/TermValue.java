package dev.culvert.model.filter;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.Condition.Address;
import dev.culvert.model.filter.Condition.Name;
import dev.culvert.model.filter.Condition.Reason;
import dev.culvert.model.filter.Condition.Saying;
import dev.culvert.model.filter.Condition.Started;
import dev.culvert.model.filter.Condition.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes conditions of a field, an operator and a value. What is wrong is an {@link InvalidValue}. */
final class TermValue {

    private static final int MOST_PORT = 65_535;

    private final MomentReader moments;

    TermValue(Clock clock) {
        this.moments = new MomentReader(clock);
    }

    /** At least one condition, of which one must hold. */
    List<Condition> conditions(FilterField field, String operator, String value) {
        if (value.isEmpty()) {
            throw new InvalidValue(
                    "Write a value after '" + field.word() + operator + "', such as " + field.example() + ".");
        }
        if (!field.isAmount() && !operator.equals(":") && !operator.equals("=")) {
            throw new InvalidValue("'" + field.word() + "' takes a colon: write " + field.example() + ".");
        }
        return switch (field) {
            case ENDPOINT -> name(NameColumn.ENDPOINT, value);
            case URL -> name(NameColumn.URL, value);
            case UPSTREAM -> name(NameColumn.UPSTREAM, value);
            case RULE -> name(NameColumn.RULE, value);
            case ACTION -> name(NameColumn.ACTION, value);
            case NETWORK -> name(NameColumn.NETWORK, value);
            case ERROR -> List.of(new Saying(value));
            case CLIENT -> List.of(address(field, true, value));
            case SERVER -> List.of(address(field, false, value));
            case REASON -> reasons(value);
            case STATE -> List.of(state(value));
            case ID -> List.of(new Condition.Id(ConnectionId.parse(value)));
            case SINCE -> List.of(new Started(true, moments.read(value, false)));
            case UNTIL -> List.of(new Started(false, moments.read(value, true)));
            case BYTES, IN, OUT, DURATION, CONNECT, PORT, CLIENT_PORT ->
                List.of(AmountReader.of(field).read(operator, value));
        };
    }

    private static List<Condition> name(NameColumn column, String value) {
        return List.of(new Name(column, new NamePattern(value)));
    }

    private static Condition address(FilterField field, boolean ofClient, String value) {
        var network = AddressRange.parse(value);
        if (network.isPresent()) {
            return new Address(ofClient, network.get(), 0);
        }
        int colon = value.lastIndexOf(':');
        String host = value.substring(0, Math.max(0, colon));
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean isOneColon = colon == value.indexOf(':') || !bare.equals(host);
        String port = value.substring(colon + 1);
        var address = isOneColon ? AddressRange.parse(bare) : Optional.<AddressRange>empty();
        if (address.isPresent() && port.matches("\\d{1,5}") && Integer.parseInt(port) <= MOST_PORT) {
            return new Address(ofClient, address.get(), Integer.parseInt(port));
        }
        if (value.startsWith("[") && value.endsWith("]")) {
            var inside = AddressRange.parse(value.substring(1, value.length() - 1));
            if (inside.isPresent()) {
                return new Address(ofClient, inside.get(), 0);
            }
        }
        throw new InvalidValue("'" + value + "' is not an address; write " + field.word() + ":10.1.2.3, " + field.word()
                + ":10.0.0.0/8 or " + field.word() + ":2001:db8::/32.");
    }

    private static List<Condition> reasons(String value) {
        String wanted = value.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        var pattern = new NamePattern(wanted);
        List<Condition> found = new ArrayList<>();
        for (CloseReason reason : CloseReason.values()) {
            if (pattern.matches(reason.wireName()) || (wanted.equals(State.REFUSED) && reason.isRefusal())) {
                found.add(new Reason(reason));
            }
        }
        if (found.isEmpty()) {
            List<String> all = Arrays.stream(CloseReason.values())
                    .map(CloseReason::wireName)
                    .toList();
            throw new InvalidValue("'" + value + "' is no close reason. "
                    + NearWord.of(wanted, all)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("There are refused, " + String.join(", ", all) + "."));
        }
        return found;
    }

    private static Condition state(String value) {
        String wanted = value.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        List<String> all = new ArrayList<>(Arrays.stream(ConnectionState.values())
                .map(ConnectionState::wireName)
                .toList());
        all.add(State.CLOSED);
        all.add(State.REFUSED);
        if (!all.contains(wanted)) {
            throw new InvalidValue("'" + value + "' is no state. There are " + String.join(", ", all) + ".");
        }
        return new State(wanted);
    }
}
