package dev.culvert.api;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a request may fail whatever it is about. */
final class CommonFailures {

    private CommonFailures() {}

    static SortedMap<Integer, SortedSet<String>> of(Operation operation) {
        SortedMap<Integer, SortedSet<String>> all = new TreeMap<>();
        add(all, 400, "ERR_CULVERT_400", "ERR_NGROK_217", "ERR_NGROK_231", "ERR_NGROK_232");
        add(all, 403, "ERR_CULVERT_403");
        add(all, 500, "ERR_CULVERT_500");
        add(all, 503, "ERR_CULVERT_503");
        if (!operation.isOpen()) {
            add(all, 401, "ERR_NGROK_200", "ERR_NGROK_201");
            add(all, 403, "ERR_NGROK_206");
        }
        if (operation.body() != null) {
            add(all, 400, "ERR_NGROK_213", "ERR_NGROK_214", "ERR_NGROK_215");
            add(all, 413, "ERR_CULVERT_413");
            add(all, 415, "ERR_CULVERT_415", "ERR_NGROK_210", "ERR_NGROK_216");
        }
        return all;
    }

    private static void add(SortedMap<Integer, SortedSet<String>> all, int status, String... codes) {
        all.computeIfAbsent(status, key -> new TreeSet<>()).addAll(List.of(codes));
    }
}
