package dev.culvert.model.filter;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** One thing that a filter asks of a connection. Immutable; whoever translates filters has a case for each kind. */
public sealed interface Condition {

    /** Whether it holds at that time. */
    boolean holds(FilterTarget target, Instant now);

    /** The same with its points in time fixed. */
    default Condition at(Instant now) {
        return this;
    }

    /** A name as a whole, in any case. */
    record Name(NameColumn column, NamePattern pattern) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            return column.texts(target).stream().anyMatch(pattern::matches);
        }
    }

    /**
     * The address of the client, or the one that it was accepted on.
     *
     * @param ofClient whose
     * @param port the port too; 0 for any
     */
    record Address(boolean ofClient, AddressRange range, int port) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            var socket = ofClient ? target.client() : target.server();
            return range.contains(socket.getAddress().getAddress()) && (port == 0 || port == socket.getPort());
        }
    }

    /** Why it ended. */
    record Reason(CloseReason reason) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            return target.reason() == reason;
        }
    }

    /** How far it has come: a state, or {@code refused}, which is a kind of {@code closed}. */
    record State(String state) implements Condition {

        /** The state of those that were turned away. */
        public static final String REFUSED = "refused";

        /** The state of all that have ended. */
        public static final String CLOSED = "closed";

        @Override
        public boolean holds(FilterTarget target, Instant now) {
            CloseReason reason = target.reason();
            return state.equals(REFUSED) ? reason != null && reason.isRefusal() : state.equals(target.state());
        }
    }

    /** A number from the least to the most, both included. */
    record Amount(Quantity quantity, long least, long most) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            long amount = quantity.of(target, now);
            return amount >= 0 && amount >= least && amount <= most;
        }
    }

    /**
     * When it started.
     *
     * @param since whether at that moment or later; else before
     */
    record Started(boolean since, Moment moment) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            return since != target.startedAt().isBefore(moment.at(now));
        }

        @Override
        public Condition at(Instant now) {
            return new Started(since, new Moment.Fixed(moment.at(now)));
        }
    }

    /** That connection alone. */
    record Id(ConnectionId id) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            return id.equals(target.id());
        }
    }

    /** What the operating system or a library said contains a text. */
    record Saying(String text) implements Condition {
        @Override
        public boolean holds(FilterTarget target, Instant now) {
            return folded(target.error()).contains(folded(text));
        }

        /** Only ASCII letters are folded, as the database does. */
        public static String folded(String text) {
            var folded = new StringBuilder(text);
            for (int i = 0; i < folded.length(); i++) {
                char c = folded.charAt(i);
                if (c >= 'A' && c <= 'Z') {
                    folded.setCharAt(i, (char) (c + ('a' - 'A')));
                }
            }
            return folded.toString();
        }
    }

    /**
     * A text that stands somewhere in what is shown of a connection.
     *
     * @param text in lower case
     * @param clients the client addresses that it means; none for a text that is no beginning of an address
     * @param clientPort the client's port too; 0 for any
     */
    record Word(String text, List<AddressRange> clients, int clientPort) implements Condition {

        /** Copies the list. */
        public Word {
            clients = List.copyOf(clients);
        }

        /** A text as a user types it. */
        public static Word of(String typed) {
            return WordText.read(typed);
        }

        @Override
        public boolean holds(FilterTarget target, Instant now) {
            CloseReason reason = target.reason();
            Predicate<String> has = this::isIn;
            return has.test(target.endpointName())
                    || has.test(target.endpointUrl())
                    || has.test(target.upstreamUrl())
                    || has.test(
                            decision(target.decision().rule(), target.decision().action()))
                    || has.test(target.decision().network())
                    || (reason == null ? isState(target.state()) : isReason(reason))
                    || Saying.folded(target.error()).contains(Saying.folded(text))
                    || isClient(target);
        }

        /** Whether it stands in a text. */
        public boolean isIn(String column) {
            return column.toLowerCase(Locale.ROOT).contains(text);
        }

        private boolean isState(String state) {
            return state.contains(text) || state.replace('-', ' ').contains(text);
        }

        /** Whether it stands in the name of a close reason, written with underscores or spaces. */
        public boolean isReason(CloseReason reason) {
            return reason.wireName().contains(text)
                    || reason.wireName().replace('_', ' ').contains(text);
        }

        /** A rule and its action, as they are shown. */
        public static String decision(String rule, String action) {
            return rule.isEmpty() || action.isEmpty() ? rule + action : rule + ": " + action;
        }

        private boolean isClient(FilterTarget target) {
            if (clientPort != 0 && clientPort != target.client().getPort()) {
                return false;
            }
            byte[] address = target.client().getAddress().getAddress();
            return clients.isEmpty() ? clientPort != 0 : clients.stream().anyMatch(range -> range.contains(address));
        }
    }
}
