package dev.culvert.ui.endpoints;

import dev.culvert.engine.Traffic;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Upstream;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;
import java.util.Locale;

/**
 * One row of the table, with its text ready made.
 *
 * @param enabled the wish
 * @param state the fact
 * @param name its name, and why it failed if it did
 * @param url where it is reached
 * @param upstream where it forwards to
 * @param open connections now
 * @param flow bytes per second
 */
record EndpointText(boolean enabled, State state, Name name, Line url, Line upstream, Count open, Flow flow) {

    /**
     * What it is doing, for the eye.
     *
     * @param tone what that means
     * @param word what it is called
     */
    record State(Tone tone, String word) implements Comparable<State> {

        @Override
        public int compareTo(State other) {
            return tone.compareTo(other.tone);
        }
    }

    /**
     * A name and what stands beside and below it.
     *
     * @param name the endpoint's name
     * @param reason why it failed; empty if it did not
     * @param hasPolicy whether it has a traffic policy
     * @param isTemporary whether it ends with the command that made it
     */
    record Name(String name, String reason, boolean hasPolicy, boolean isTemporary) implements Comparable<Name> {

        @Override
        public int compareTo(Name other) {
            return String.CASE_INSENSITIVE_ORDER.compare(name, other.name);
        }
    }

    /**
     * A text that makes room for the reason below it.
     *
     * @param text what is shown
     * @param isLifted whether the row has a second line
     */
    record Line(String text, boolean isLifted) implements Comparable<Line> {

        @Override
        public int compareTo(Line other) {
            return text.compareTo(other.text);
        }
    }

    /**
     * A count.
     *
     * @param value the number
     * @param text the number as shown
     */
    record Count(int value, String text) implements Comparable<Count> {

        @Override
        public int compareTo(Count other) {
            return Integer.compare(value, other.value);
        }
    }

    /**
     * The rates both ways. Equal if they read the same.
     *
     * @param in client to endpoint
     * @param out endpoint to client
     * @param rate the sum, to sort by
     */
    record Flow(String in, String out, double rate) implements Comparable<Flow> {

        @Override
        public int compareTo(Flow other) {
            return Double.compare(rate, other.rate);
        }
    }

    static EndpointText of(
            EndpointStatus status, String hindrance, Traffic traffic, double rateIn, double rateOut, Messages texts) {
        EndpointSpec spec = status.endpoint().spec();
        String reason = reason(status.state(), hindrance);
        Upstream upstream = spec.upstream();
        boolean isLifted = !reason.isEmpty();
        return new EndpointText(
                status.endpoint().enabled(),
                state(status.state(), hindrance, texts),
                new Name(
                        spec.name(), reason, spec.hasPolicy(), status.endpoint().temporary()),
                new Line(spec.url().toString(), isLifted),
                new Line(upstream == null ? texts.get("upstream.policy") : upstream.toString(), isLifted),
                new Count(traffic.open(), traffic.open() == 0 ? "–" : Integer.toString(traffic.open())),
                new Flow(Formats.rate(rateIn), Formats.rate(rateOut), Math.rint(rateIn + rateOut)));
    }

    /** Why it failed, or what it suffers from at the moment; empty if all is well. */
    static String reason(EndpointState state, String hindrance) {
        if (state instanceof EndpointState.Failed failed) {
            return failed.reason();
        }
        return state instanceof EndpointState.Online && !hindrance.isEmpty() ? hindrance : "";
    }

    static State state(EndpointState state, String hindrance, Messages texts) {
        Tone tone = switch (state) {
            case EndpointState.Online online -> hindrance.isEmpty() ? Tone.GOOD : Tone.WARN;
            case EndpointState.Starting starting -> Tone.BUSY;
            case EndpointState.Draining draining -> Tone.WARN;
            case EndpointState.Failed failed -> Tone.BAD;
            case EndpointState.Offline offline -> Tone.QUIET;
        };
        return new State(tone, texts.get("state." + state.wireName()));
    }

    /** Whether the row is one that the user searches for. */
    boolean matches(String search) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        return (name.name() + "\n" + url.text() + "\n" + upstream.text() + "\n" + state.word())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }
}
