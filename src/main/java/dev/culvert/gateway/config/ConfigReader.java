package dev.culvert.gateway.config;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.NodeReader;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the file as a whole: its version, what belongs to ngrok's agent, and the list of endpoints. */
final class ConfigReader {

    private static final Set<String> KNOWN = Set.of("version", "agent", "endpoints", "tunnels");
    private static final int MAX_BYTES = 8 << 20;

    private final Lines lines;
    private final DraftCheck check;
    private final Findings findings = new Findings();

    ConfigReader(String text, DraftCheck check) {
        this.lines = new Lines(text);
        this.check = check;
    }

    ConfigFile read() {
        if (lines.text().length() > MAX_BYTES) {
            error(lines.range(0, 0), "The file is longer than 8 MiB; shorten it.");
            return new ConfigFile(List.of(), findings.sorted());
        }
        Node root = NodeReader.read(lines, findings);
        List<ConfiguredEndpoint> endpoints = List.of();
        if (root instanceof MapNode map) {
            top(map);
            endpoints = endpoints(map);
        } else if (!findings.hasErrors()) {
            error(
                    root == null ? lines.range(0, 0) : root.range(),
                    "A configuration is a map; begin with 'version: 3' and 'endpoints:'.");
        }
        return new ConfigFile(endpoints, findings.sorted());
    }

    private void top(MapNode map) {
        Node version = map.get("version");
        if (version == null) {
            error(lines.range(0, 0), "The version is missing; write 'version: 3'.");
        } else if (!(version instanceof ScalarNode scalar && scalar.text().equals("3"))) {
            error(version.range(), "Only version 3 is known; write 'version: 3' and endpoints in its form.");
        }
        for (MapNode.Entry entry : map.entries()) {
            switch (entry.name()) {
                case "agent" ->
                    findings.info(
                            ConfigFile.CODE, entry.key().range(), "This is for ngrok's agent and has no effect here.");
                case "tunnels" ->
                    error(
                            entry.key().range(),
                            "Tunnels are version 2; write each as an endpoint with 'name', 'url' and 'upstream'.");
                default -> {
                    if (!KNOWN.contains(entry.name())) {
                        error(
                                entry.key().range(),
                                "There is no '" + entry.name() + "' here; there are version, agent and endpoints.");
                    }
                }
            }
        }
    }

    private List<ConfiguredEndpoint> endpoints(MapNode map) {
        List<ConfiguredEndpoint> endpoints = new ArrayList<>();
        Node node = map.get("endpoints");
        if (!(node instanceof ListNode list)) {
            if (node != null && !(node instanceof ScalarNode scalar && scalar.value() == null)) {
                error(node.range(), "The endpoints are a list, not " + node.kind() + "; begin each with '- name:'.");
            }
            return endpoints;
        }
        Set<String> names = new HashSet<>();
        Set<String> urls = new HashSet<>();
        for (Node item : list.items()) {
            if (!(item instanceof MapNode fields)) {
                error(item.range(), "An endpoint is a map, not " + item.kind() + "; begin it with '- name:'.");
                continue;
            }
            var reader = new EndpointReader(fields, lines, findings, check);
            reader.read().ifPresent(endpoint -> {
                if (!names.add(endpoint.name())) {
                    error(
                            reader.place("name"),
                            "Another endpoint has the name '" + endpoint.name() + "'; write another.");
                }
                if (!reader.url().isEmpty() && !reader.isPooled() && !urls.add(reader.url())) {
                    error(reader.place("url"), "Another endpoint has the URL " + reader.url() + "; write another.");
                }
                endpoints.add(endpoint);
            });
        }
        return endpoints;
    }

    private void error(TextRange range, String message) {
        findings.add(Severity.ERROR, ConfigFile.CODE, range, message, null);
    }
}
