package dev.culvert.cli;

import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import tools.jackson.databind.node.ObjectNode;

/** Writes a draft as a body for the API. */
final class DraftBody {

    private DraftBody() {}

    static ObjectNode of(EndpointDraft draft) {
        ObjectNode body = ApiClient.MAPPER.createObjectNode();
        for (EndpointField field : draft.fields()) {
            String text = String.valueOf(draft.text(field));
            String name = field.wireName();
            if (field == EndpointField.BINDING) {
                body.putArray(name).add(text);
            } else if (field == EndpointField.POOLING_ENABLED || field == EndpointField.ENABLED) {
                body.put(name, Boolean.parseBoolean(text));
            } else if (field == EndpointField.MAX_CONNECTIONS) {
                body.put(name, Integer.parseInt(text));
            } else {
                body.put(name, text);
            }
        }
        return body;
    }
}
