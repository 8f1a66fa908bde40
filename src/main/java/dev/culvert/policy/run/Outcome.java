package dev.culvert.policy.run;

import dev.culvert.policy.http.HttpAnswer;

/** What an action decides, or would have decided. */
public sealed interface Outcome permits Step, Outcome.Answer, Outcome.Change {

    /**
     * Answer a request; in HTTP phases only.
     *
     * @param answer what to send
     */
    record Answer(HttpAnswer answer) implements Outcome {}

    /** Change the request or the response and go on: never decided, and only reported by actions that only report. */
    enum Change implements Outcome {
        /** The only one. */
        OF_THE_MESSAGE
    }
}
