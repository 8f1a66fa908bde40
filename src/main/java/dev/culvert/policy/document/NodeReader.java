package dev.culvert.policy.document;

import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a YAML 1.2 or JSON text into nodes. Whatever the text is, it ends in nodes or in a finding. */
public final class NodeReader {

    private static final int UNPARSABLE = 2236;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ALIASES = 100;
    private static final int MAX_NODES = 50_000;
    private static final String CORE = "tag:yaml.org,2002:";

    private final Lines lines;
    private final Findings findings;
    private final Map<Anchor, Node> anchors = new HashMap<>();
    private final ParserImpl events;
    private int aliases;

    private NodeReader(Lines lines, Findings findings) {
        this.lines = lines;
        this.findings = findings;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("policy")
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        events = new ParserImpl(settings, new StreamReader(settings, lines.text()));
    }

    /** The document's root; null if there is none or if it cannot be read, which then is a finding. */
    public static @Nullable Node read(Lines lines, Findings findings) {
        try {
            return new NodeReader(lines, findings).document();
        } catch (Unreadable e) {
            findings.error(UNPARSABLE, e.range, e.sentence);
        } catch (ReaderException e) {
            int at = lines.offsetOfCodePoint(e.getPosition());
            findings.error(
                    UNPARSABLE,
                    lines.range(at, at + 1),
                    "The character U+%04X cannot stand in a policy; remove it.".formatted(e.getCodePoint()));
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(m -> lines.offsetOfCodePoint(m.getIndex()))
                    .orElse(0);
            findings.error(UNPARSABLE, lines.range(at, at + 1), sentence(e));
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException e) {
            findings.error(UNPARSABLE, lines.range(0, 0), "This is neither YAML nor JSON: " + e.getMessage());
        }
        return null;
    }

    private static String sentence(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return "This is neither YAML nor JSON: " + context + e.getProblem() + ".";
    }

    private @Nullable Node document() {
        events.next(); // the stream's start
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return null;
        }
        events.next(); // the document's start
        Node root = node(0);
        events.next(); // the document's end
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            Event second = events.peekEvent();
            throw new Unreadable(range(second), "There are two documents here; a policy is one. Remove '---'.");
        }
        return root;
    }

    private Node node(int depth) {
        Event event = events.next();
        return switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
            case SequenceStartEvent list -> anchored(list.getAnchor(), list(list, depth));
            case MappingStartEvent map -> anchored(map.getAnchor(), map(map, depth));
            default -> throw new Unreadable(range(event), "Something is missing here.");
        };
    }

    private Node anchored(Optional<Anchor> anchor, Node node) {
        anchor.ifPresent(a -> anchors.put(a, node));
        return node;
    }

    private Node aliased(AliasEvent alias) {
        // an anchor is known only when its node is complete, so no node can contain itself
        Node node = alias.getAnchor().map(anchors::get).orElse(null);
        if (node == null) {
            throw new Unreadable(range(alias), "No anchor of that name stands before this alias.");
        }
        if (++aliases > MAX_ALIASES) {
            throw new Unreadable(range(alias), "A policy may have at most " + MAX_ALIASES + " aliases.");
        }
        return node;
    }

    private ScalarNode scalar(ScalarEvent event) {
        TextRange range = range(event);
        String text = event.getValue();
        String tag = event.getTag().orElse("");
        boolean plain = event.isPlain();
        Object value = switch (tag) {
            case "" -> plain ? Scalars.typed(text) : text;
            case "!", CORE + "str" -> text;
            case CORE + "int", CORE + "float", CORE + "bool", CORE + "null" -> Scalars.typed(text);
            default -> throw foreign(range, tag);
        };
        return new ScalarNode(range, text, value, Places.find(lines, range, text, event.getScalarStyle()));
    }

    private ListNode list(SequenceStartEvent event, int depth) {
        enter(event, depth, CORE + "seq");
        List<Node> items = new ArrayList<>();
        int size = 1;
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            Node item = node(depth + 1);
            size = counted(size, item);
            items.add(item);
        }
        Event end = events.next();
        return new ListNode(range(event, end, items.isEmpty() ? null : items.getLast()), items, size);
    }

    private MapNode map(MappingStartEvent event, int depth) {
        enter(event, depth, CORE + "map");
        List<MapNode.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int size = 1;
        Node last = null;
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Node key = node(depth + 1);
            last = node(depth + 1);
            size = counted(counted(size, key), last);
            if (!(key instanceof ScalarNode name)) {
                findings.error(UNPARSABLE, key.range(), "A key must be a text, not " + key.kind() + ".");
            } else if (!names.add(name.text())) {
                findings.error(
                        UNPARSABLE,
                        name.range(),
                        "The key '" + name.text() + "' occurs twice here; remove one of them.");
            } else {
                entries.add(new MapNode.Entry(name, last));
            }
        }
        Event end = events.next();
        return new MapNode(range(event, end, last), entries, size);
    }

    private void enter(CollectionStartEvent event, int depth, String tag) {
        if (depth >= MAX_DEPTH) {
            throw new Unreadable(range(event), "This is nested more than " + MAX_DEPTH + " levels deep.");
        }
        String given = event.getTag().orElse("!");
        if (!given.equals("!") && !given.equals(tag)) {
            throw foreign(range(event), given);
        }
    }

    private int counted(int size, Node child) {
        int sum = size + child.size();
        if (sum > MAX_NODES) {
            throw new Unreadable(child.range(), "With its aliases written out, this policy is too large.");
        }
        return sum;
    }

    private static Unreadable foreign(TextRange range, String tag) {
        return new Unreadable(range, "The tag '" + tag + "' means nothing in a policy; remove it.");
    }

    private TextRange range(Event event) {
        return lines.range(offset(event.getStartMark()), offset(event.getEndMark()));
    }

    /** A block ends, for YAML, where the next thing begins; for a reader it ends with its last line. */
    private TextRange range(CollectionStartEvent start, Event end, @Nullable Node last) {
        int from = offset(start.getStartMark());
        if (start.isFlow() || last == null) {
            return lines.range(from, offset(end.getEndMark()));
        }
        int to = last.range().end();
        return lines.range(from, to >= from ? to : offset(end.getStartMark()));
    }

    private int offset(Optional<Mark> mark) {
        return lines.offsetOfCodePoint(mark.map(Mark::getIndex).orElse(0));
    }

    /** Ends the reading; carries what the finding will say. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient TextRange range;
        private final String sentence;

        Unreadable(TextRange range, String sentence) {
            super(sentence, null, false, false);
            this.range = range;
            this.sentence = sentence;
        }
    }
}
