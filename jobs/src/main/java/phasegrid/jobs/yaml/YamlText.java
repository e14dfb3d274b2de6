package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML into a {@link Tree}: every scalar stays text, so that YAML's own ideas of numbers never apply.
 *
 * <p>Nothing is constructed from a tag; size, depth and aliases are bounded, and time is linear in the text whatever
 * its aliases multiply to.
 */
final class YamlText {
    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 50;

    private final Problems problems;
    private final Function<Mark, Place> places;
    private final Map<Node, Optional<Tree>> read = new IdentityHashMap<>();

    private YamlText(Problems problems, Function<Mark, Place> places) {
        this.problems = problems;
        this.places = places;
    }

    /** Reads a file. */
    static Optional<Tree> file(String text, Problems problems) {
        if (text.length() > SweepReader.LONGEST) {
            problems.add(
                    Place.START,
                    "the file has " + text.length() + " characters, and a sweep at most " + SweepReader.LONGEST
                            + "; write long axes as ranges");
            return Optional.empty();
        }
        return new YamlText(problems, YamlText::place).read(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Reads what a word of the command line gives, such as {@code [1, 2]} or {@code {from: 1, to: 2, points: 5}}. */
    static Optional<Tree> word(Place place, String text, Problems problems) {
        return new YamlText(problems, mark -> place).read(text);
    }

    private static Place place(Mark mark) {
        return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1, "");
    }

    private Optional<Tree> read(String text) {
        try {
            return Optional.ofNullable(compose(text)).map(this::tree);
        } catch (MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
            problems.add(places.apply(e.getProblemMark()), "not YAML: " + e.getProblem() + context);
        } catch (ReaderException e) {
            problems.add(
                    places.apply(mark(text, e.getPosition())),
                    "the character U+" + String.format(Locale.ROOT, "%04X", e.getCodePoint())
                            + " is not allowed in YAML; remove it");
        }
        return Optional.empty();
    }

    private static Mark mark(String text, int position) {
        String before = text.substring(0, text.offsetByCodePoints(0, position));
        int line = (int) before.lines().count() - (before.isEmpty() || !before.endsWith("\n") ? 1 : 0);
        int column = before.length() - 1 - before.lastIndexOf('\n');
        return new Mark("", position, Math.max(0, line), column, new int[0], 0);
    }

    private Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(SweepReader.LONGEST);
        ParserImpl parser = new ParserImpl(new StreamReader(text), options);
        try {
            return new Composer(parser, new Untyped(), options).getSingleNode();
        } catch (MarkedYAMLException | ReaderException e) {
            throw e;
        } catch (YAMLException e) {
            throw new Bound(e.getMessage(), parser.peekEvent().getStartMark());
        }
    }

    /** A bound of the parser that was reached, with its place. */
    private static final class Bound extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        Bound(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }

    /** Gives no scalar a type. */
    private static final class Untyped extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none: every scalar is text
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar ? Tag.STR : kind == NodeId.sequence ? Tag.SEQ : Tag.MAP;
        }
    }

    private Tree tree(Node node) {
        if (!read.containsKey(node)) {
            read.put(node, Optional.empty());
            read.put(node, Optional.of(untagged(node)));
        }
        return read.get(node).orElseGet(() -> refused(node, "it contains itself; write it out"));
    }

    private Tree untagged(Node node) {
        Tag wanted = new Untyped().resolve(node.getNodeId(), "", true);
        if (!node.getTag().equals(wanted)) {
            refused(node, "the tag " + Shown.of(node.getTag().getValue()) + " is not allowed; remove it");
        }
        return fresh(node);
    }

    private Tree refused(Node node, String message) {
        problems.add(places.apply(node.getStartMark()), message);
        return new Tree.Text(places.apply(node.getStartMark()), "", true);
    }

    private Tree fresh(Node node) {
        Place place = places.apply(node.getStartMark());
        if (node instanceof ScalarNode scalar) {
            return new Tree.Text(place, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        } else if (node instanceof SequenceNode sequence) {
            return new Tree.Items(
                    place, sequence.getValue().stream().map(this::tree).toList());
        }
        return new Tree.Fields(place, fields(((MappingNode) node).getValue()));
    }

    private List<Tree.Field> fields(List<NodeTuple> tuples) {
        Map<String, Place> seen = new HashMap<>();
        List<Tree.Field> fields = new ArrayList<>();
        for (NodeTuple tuple : tuples) {
            key(tuple.getKeyNode(), seen).ifPresent(key -> {
                seen.put(key.text(), key.place());
                fields.add(new Tree.Field(key.place(), key.text(), tree(tuple.getValueNode())));
            });
        }
        return fields;
    }

    private Optional<Tree.Text> key(Node node, Map<String, Place> seen) {
        if (!(tree(node) instanceof Tree.Text key)) {
            refused(node, "a key is a word, and this is " + tree(node).kind());
            return Optional.empty();
        } else if (key.plain() && key.text().equals("<<")) {
            refused(node, "merge keys are not allowed; write the fields out");
            return Optional.empty();
        } else if (seen.containsKey(key.text())) {
            String first = seen.get(key.text()).brief();
            refused(node, "the key " + Shown.of(key.text()) + " is here twice, first at " + first + "; keep one");
            return Optional.empty();
        }
        return Optional.of(key);
    }
}
