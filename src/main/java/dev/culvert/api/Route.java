package dev.culvert.api;

/** Answers one method of one path. Runs on a virtual thread of its own and may wait. */
@FunctionalInterface
interface Route {

    /**
     * The answer.
     *
     * @throws RuntimeException where there is none; {@link Errors} says what the caller is told
     */
    Answer answer(Call call);
}
