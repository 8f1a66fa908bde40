package dev.culvert.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a source of a subscription: a type of event, {@code type=…} as ngrok writes it, or JSON with a filter and fields. */
final class SourceText implements ITypeConverter<ObjectNode> {

    @Override
    public ObjectNode convert(String text) {
        String written = text.strip();
        if (!written.startsWith("{")) {
            return ApiClient.MAPPER.createObjectNode().put("type", written.replaceFirst("^type=", ""));
        }
        try {
            JsonNode node = ApiClient.MAPPER.readTree(written);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // answered below, as JSON of another kind
        }
        throw new TypeConversionException("'" + text + "' is not a source; write a type of event such as"
                + " tcp_connection_closed.v0, or {\"type\": …, \"filter\": …, \"fields\": […]}.");
    }
}
