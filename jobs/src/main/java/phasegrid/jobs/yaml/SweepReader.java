package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.yaml.Overrides.Word;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;

/**
 * Reads sweeps: from the text of a file with words of the command line, or one point from words alone.
 *
 * <p>Everything that is wrong is reported at once, each with its line and column. Numbers are decimal whatever YAML
 * thinks; axis values are computed exactly from the letters and rounded to a double once. Time and memory are bounded,
 * whatever the text.
 */
public final class SweepReader {
    /** The most characters that a file may have; a caller that knows a file's size need not read a longer one. */
    public static final int LONGEST = 1_000_000;

    private static final List<String> RESERVED = List.of("seed", "replicas", "passes", "share", "ladder");

    private final ModelReader models;

    private SweepReader(Catalogue catalogue) {
        models = new ModelReader(catalogue);
    }

    /** Reads sweeps over these models. */
    public static SweepReader of(Catalogue models) {
        return new SweepReader(models);
    }

    /**
     * Reads a sweep.
     *
     * @param name what messages call the file
     * @param text the YAML
     * @param overrides {@code key=value}: a path into the file such as {@code axes.d=256,1024} or {@code axes.t.step=0.25},
     *     or a parameter such as {@code sampler.steps=200}, which then has one value
     * @throws SweepProblems with everything that is wrong
     */
    public SweepSpec read(String name, String text, List<String> overrides) {
        Problems problems = new Problems(name);
        Fields file = file(text, problems);
        List<Word> words = overrides.stream().map(w -> Word.of("override", w)).toList();
        Fields named = model(file, words);
        Vocabulary vocabulary = Vocabulary.of(models.find(named));
        models.check(named, new ValueReader(problems));
        return new SpecReader(vocabulary, problems).sweep(overridden(named, words, vocabulary, problems));
    }

    private static Fields file(String text, Problems problems) {
        Optional<Tree> tree = YamlText.file(text, problems);
        if (tree.orElse(null) instanceof Fields fields) {
            return fields;
        } else if (problems.none()) {
            String found = tree.map(Tree::kind).orElse("nothing");
            problems.add(Place.START, "a sweep is a map of keys, as model: two-gaussians@2, and here is " + found);
        }
        throw problems.all();
    }

    private static Fields model(Fields file, List<Word> words) {
        return words.stream()
                .filter(word -> word.key().equals("model"))
                .reduce(file, (root, word) -> root.with(word.field("model", word.text())), (a, b) -> b);
    }

    private static Fields overridden(Fields file, List<Word> words, Vocabulary vocabulary, Problems problems) {
        Nested nested = new Nested(vocabulary, problems);
        Overrides overrides = new Overrides(vocabulary, problems);
        return nested.dotted(words.stream().reduce(nested.dotted(file), overrides::apply, (a, b) -> b));
    }

    /**
     * Reads one point: a sweep of one grid with one cell.
     *
     * @param arguments {@code name=value} for parameters, and {@code seed=S} (1), {@code replicas=N} or {@code D,T}
     *     (1000), {@code passes=N}, {@code share=…}, {@code ladder=…}
     * @throws SweepProblems with everything that is wrong
     */
    public static SweepSpec point(Definition<?, ?> definition, List<String> arguments) {
        Problems problems = new Problems("argument");
        Vocabulary vocabulary = Vocabulary.of(Optional.of(definition));
        Overrides words = new Overrides(vocabulary, problems);
        Place start = Place.word("argument", "");
        List<Field> settings = new ArrayList<>();
        List<Field> fixed = new ArrayList<>();
        for (Word word : once(arguments, problems)) {
            boolean reserved = RESERVED.contains(word.key());
            (reserved
                            ? words.list(word).map(tree -> word.field(word.key(), setting(word, tree)))
                            : words.value(word).map(tree -> word.field(word.key(), tree)))
                    .ifPresent((reserved ? settings : fixed)::add);
        }
        settings.add(new Field(start, "fixed", new Fields(start, fixed)));
        Fields root = new Nested(vocabulary, problems).dotted(new Fields(start, settings));
        return new SpecReader(vocabulary, problems).point(root);
    }

    private static List<Word> once(List<String> arguments, Problems problems) {
        Map<String, Word> words = new HashMap<>();
        List<Word> kept = new ArrayList<>();
        for (String argument : arguments) {
            Word word = Word.of("argument", argument);
            if (word.broken()) {
                problems.add(word.place(), "not a parameter; write name=value");
            } else if (words.putIfAbsent(word.key(), word) != null) {
                problems.add(word.place(), word.key() + " is given twice; keep one");
            } else {
                kept.add(word);
            }
        }
        return kept;
    }

    /** A list where a list is wanted, though one word came. */
    private static Tree setting(Word word, Tree tree) {
        boolean list = word.key().equals("share") || word.key().equals("ladder");
        return list && tree instanceof Tree.Text
                ? new Tree.Items(word.place(), List.of(tree))
                : word.key().equals("replicas") ? Overrides.replicas(tree) : tree;
    }

    /** A sweep as JSON, which is YAML that gives the same sweep back: every value and default spelled out. */
    public static String canonical(SweepSpec spec) {
        return new SpecText(spec).json();
    }
}
