package dev.culvert.model;

/**
 * One thing that is wrong with what a user wrote.
 *
 * @param field the field, as {@link EndpointField#wireName()} or an API parameter
 * @param code ngrok's error code, {@code ERR_NGROK_n}
 * @param message what is wrong and what to write instead: a whole sentence
 */
public record FieldProblem(String field, String code, String message) {}
