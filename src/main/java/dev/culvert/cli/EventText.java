package dev.culvert.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One event of the API's answer, for people.
 *
 * @param json as the API gave it
 */
record EventText(JsonNode json) {

    static final List<String> HEAD = List.of("TIME", "EVENT", "WHAT");

    List<String> cells() {
        return List.of(
                json.path("event_timestamp").asString(""),
                json.path("event_type").asString("").replaceFirst("\\.v0$", ""),
                json.at("/object/http").isObject()
                        ? request()
                        : json.at("/object/conn").isObject() ? connection() : change());
    }

    /** The cells on one line, where they cannot wait for the others to be laid out. */
    String line() {
        return String.join("  ", cells());
    }

    private String connection() {
        JsonNode object = json.path("object");
        JsonNode conn = object.path("conn");
        String error = object.path("error").asString("");
        String rule = object.path("rule").asString("");
        return object.at("/endpoint/name").asString("") + " from " + client() + ", "
                + Amounts.duration(conn.path("duration_ms").asLong()) + ", "
                + Amounts.bytes(conn.path("bytes_in").asLong()) + " in, "
                + Amounts.bytes(conn.path("bytes_out").asLong()) + " out: "
                + object.path("close_reason").asString("")
                + (rule.isEmpty() ? "" : " by '" + rule + "'")
                + (error.isEmpty() ? "" : " (" + error + ")");
    }

    private String request() {
        JsonNode object = json.path("object");
        JsonNode http = object.path("http");
        String status = http.at("/response/status_code").asString("no answer");
        String error = object.path("error").asString("");
        String rule = object.path("rule").asString("");
        return object.at("/endpoint/name").asString("") + " from " + client() + ", "
                + http.at("/request/method").asString("") + " "
                + http.at("/request/url/raw").asString("") + ": " + status + " in "
                + http.path("duration_ms").asLong() + "ms"
                + (rule.isEmpty() ? "" : " by '" + rule + "'")
                + (error.isEmpty() ? "" : " (" + error + ")");
    }

    private String client() {
        JsonNode conn = json.at("/object/conn");
        String ip = conn.path("client_ip").asString("");
        return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":"
                + conn.path("client_port").asInt();
    }

    private String change() {
        JsonNode object = json.path("object");
        String name = object.path("name").asString(object.path("description").asString(""));
        String who = json.at("/principal/subject").asString("");
        return object.path("id").asString("")
                + (name.isEmpty() ? "" : " '" + name + "'")
                + (who.isEmpty()
                        ? ""
                        : " by " + who + " (" + json.at("/principal/source").asString("") + ")");
    }
}
