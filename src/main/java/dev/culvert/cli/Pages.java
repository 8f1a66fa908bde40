package dev.culvert.cli;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The first rows of a list of the API, collected page after page.
 *
 * @param rows what was found, at the most as many as were asked for
 * @param more whether there are others
 */
record Pages(ArrayNode rows, boolean more) {

    private static final int PAGE = 100;

    /**
     * Collects them.
     *
     * @param query makes the list's path with its parameters, for one page at a time
     * @param field the list's name in the answer
     */
    static Pages of(ApiClient client, Supplier<QueryString> query, String field, int limit) throws CommandFailure {
        ArrayNode rows = ApiClient.MAPPER.createArrayNode();
        String before = null;
        while (rows.size() < limit) {
            JsonNode page = client.get(query.get()
                    .with("before_id", before)
                    .with("limit", Math.min(PAGE, limit - rows.size()))
                    .toString());
            page.path(field).forEach(rows::add);
            if (page.path("next_page_uri").isNull()) {
                return new Pages(rows, false);
            }
            before = rows.path(rows.size() - 1).path("id").asString("");
        }
        return new Pages(rows, true);
    }
}
