package dev.culvert.model;

import java.time.Instant;
import java.util.List;

/** What DNS says of a {@link CustomDomain}. */
public sealed interface DomainState {

    /** Nobody has looked yet. */
    record Unchecked() implements DomainState {}

    /**
     * It leads to the ingress.
     *
     * @param pointsAt the names and addresses that it leads to
     * @param at when that was looked up
     */
    record Right(List<String> pointsAt, Instant at) implements DomainState {}

    /**
     * It leads elsewhere.
     *
     * @param pointsAt the names and addresses that it leads to instead
     * @param at when that was looked up
     */
    record Wrong(List<String> pointsAt, Instant at) implements DomainState {}

    /**
     * There is no such name, or it leads nowhere.
     *
     * @param at when that was looked up
     */
    record Missing(Instant at) implements DomainState {}

    /**
     * DNS did not answer.
     *
     * @param reason a whole sentence for the user
     * @param at when that was tried
     */
    record Unknown(String reason, Instant at) implements DomainState {}

    /** The name in the API: {@code unchecked}, {@code right}, {@code wrong}, {@code missing} or {@code unknown}. */
    default String wireName() {
        return switch (this) {
            case Unchecked x -> "unchecked";
            case Right x -> "right";
            case Wrong x -> "wrong";
            case Missing x -> "missing";
            case Unknown x -> "unknown";
        };
    }
}
