package dev.culvert.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Prints JSON for people and programs: indented, and as the API gave it. */
final class JsonOutput {

    private JsonOutput() {}

    static void print(PrintWriter out, JsonNode json) {
        out.println(ApiClient.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        out.flush();
    }
}
