package dev.culvert.cli;

import tools.jackson.databind.JsonNode;

/**
 * One connection of the API's answer, for people.
 *
 * @param json as the API gave it
 */
record ConnectionText(JsonNode json) {

    String id() {
        return json.path("id").asString("");
    }

    String endpoint() {
        return json.at("/endpoint/name").asString("");
    }

    String client() {
        String ip = json.path("client_ip").asString("");
        return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":"
                + json.path("client_port").asInt();
    }

    String upstream() {
        return json.path("upstream").asString("-");
    }

    String state() {
        return json.path("state").asString("");
    }

    boolean isClosed() {
        return json.has("end_ts");
    }

    String duration() {
        return Amounts.duration(json.path("duration_ms").asLong());
    }

    String bytesIn() {
        return Amounts.bytes(json.path("bytes_in").asLong());
    }

    String bytesOut() {
        return Amounts.bytes(json.path("bytes_out").asLong());
    }

    /** Why it ended, by which rule if that turned it away, with what the system said; empty while it is open. */
    String reason() {
        String error = json.path("error").asString("");
        String rule = json.path("decision").path("rule").asString("");
        return json.path("close_reason").asString("")
                + (rule.isEmpty() || !isClosed() || json.has("upstream") ? "" : " by '" + rule + "'")
                + (error.isEmpty() ? "" : " (" + error + ")");
    }
}
