package dev.culvert.policy.action;

import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.run.PhaseRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers of a configuration, their values written or computed. Names are in lower case, as ngrok sends them. */
final class HeaderTemplates {

    private static final int BAD_TEMPLATE = 2213;

    private final List<Line> lines;
    private final @Nullable HeaderList constant;

    private record Line(String name, Template value) {}

    private HeaderTemplates(List<Line> lines) {
        this.lines = List.copyOf(lines);
        this.constant = lines.stream().allMatch(l -> l.value.isConstant()) ? constant(lines) : null;
    }

    static HeaderTemplates compile(Config config, String field) {
        List<Line> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (config.get(field) instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                Line line = line(entry, config);
                if (line == null) {
                    continue;
                }
                lines.add(line);
                if (!names.add(line.name)) {
                    config.findings()
                            .error(2231, entry.key().range(), "'" + line.name + "' stands here twice; remove one.");
                }
            }
        }
        return new HeaderTemplates(lines);
    }

    private static @Nullable Line line(MapNode.Entry entry, Config config) {
        Node node = entry.value();
        if (!HeaderRules.allowsName(entry.key(), config)) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || scalar.value() == null) {
            config.findings()
                    .error(
                            2211,
                            node.range(),
                            "The value of '" + entry.name() + "' must be a text, not " + node.kind() + ".");
            return null;
        }
        Template value = Template.compile(scalar, config.expressions(), config.findings(), BAD_TEMPLATE);
        if (value == null) {
            return null;
        }
        if (value.isConstant()) {
            HeaderRules.look(value.constant(), scalar.range(), config);
        }
        return new Line(entry.name().toLowerCase(Locale.ROOT), value);
    }

    private static HeaderList constant(List<Line> lines) {
        HeaderList.Builder headers = HeaderList.builder();
        lines.forEach(l -> headers.add(l.name, l.value.constant()));
        return headers.build();
    }

    /** Whether nothing has to be computed. */
    boolean isConstant() {
        return constant != null;
    }

    /** The headers, where nothing has to be computed. */
    HeaderList constant() {
        return constant == null ? HeaderList.EMPTY : constant;
    }

    /** The headers for one message. */
    HeaderList headers(PhaseRun run) throws ExpressionFailure {
        if (constant != null) {
            return constant;
        }
        HeaderList.Builder headers = HeaderList.builder();
        for (Line line : lines) {
            String value = line.value.text(run);
            if (!HeaderRules.isValue(value) || value.length() > HeaderRules.LONGEST_VALUE) {
                throw new ExpressionFailure(
                        "ERR_NGROK_2211",
                        line.value.range(),
                        "The value of '" + line.name + "' is longer than " + HeaderRules.LONGEST_VALUE
                                + " characters or has a line break or another control character in it.");
            }
            headers.add(line.name, value);
        }
        return headers.build();
    }
}
