package phasegrid.jobs.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.yaml.Tree.Field;
import phasegrid.jobs.yaml.Tree.Fields;
import phasegrid.jobs.yaml.Tree.Text;

/** Reads a whole sweep from its tree, collecting every problem. */
final class SpecReader {
    /** The keys of a file. */
    static final List<String> KEYS = List.of(
            "question",
            "model",
            "seed",
            "axes",
            "fixed",
            "derived",
            "where",
            "replicas",
            "passes",
            "share",
            "ladder",
            "grids",
            "fits");

    /** The keys of a grid in a union. */
    static final List<String> GRID_KEYS = List.of("axes", "fixed", "derived", "where");

    private static final int MOST_GRIDS = 1_000;
    private static final long USUAL_SEED = 1;
    private static final BigDecimal SMALLEST_SEED = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LARGEST_SEED = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final ValueReader reader;
    private final RegionReader regions;

    SpecReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        reader = new ValueReader(problems);
        regions = new RegionReader(vocabulary, problems);
    }

    /** The sweep of a file; throws everything that is wrong with it. */
    SweepSpec sweep(Fields root) {
        reader.keys(root, "a sweep", KEYS);
        List<Draft> drafts = drafts(root);
        Set<String> swept = new TreeSet<>();
        drafts.forEach(draft -> swept.addAll(draft.swept));
        RegionCheck.unused(vocabulary, problems, drafts);
        return spec(root, drafts, Optional.of(swept));
    }

    /** The sweep of one point. */
    SweepSpec point(Fields root) {
        return spec(root, List.of(regions.read(root.place(), List.of(root))), Optional.empty());
    }

    private SweepSpec spec(Fields root, List<Draft> drafts, Optional<Set<String>> swept) {
        String question = text(root, "question");
        long seed = root.field("seed").map(f -> seed(f.value())).orElse(USUAL_SEED);
        Effort effort = new EffortReader(vocabulary, reader).read(root);
        List<String> share = new ShareReader(vocabulary, reader, swept).read(root);
        List<Value> ladder = root.field("ladder").map(this::ladder).orElse(List.of());
        List<Fit> fits = new FitReader(vocabulary, reader, axes(drafts)).read(root);
        expand(root, drafts, ladder);
        Card card = vocabulary.definition().map(d -> d.model().card()).orElse(null);
        if (!problems.none() || card == null) {
            throw problems.all();
        }
        List<SweepSpec.Region> all = drafts.stream().map(Draft::region).toList();
        return new SweepSpec(question, card.id(), card.version(), seed, all, effort, share, ladder, fits);
    }

    private String text(Fields root, String key) {
        return root.field(key)
                .flatMap(f -> reader.text(f.value(), key))
                .map(Text::text)
                .orElse("");
    }

    private long seed(Tree tree) {
        return reader.whole("seed", tree, SMALLEST_SEED, LARGEST_SEED).orElse(USUAL_SEED);
    }

    private List<Draft> drafts(Fields root) {
        Optional<Field> grids = root.field("grids");
        Optional<Field> axes = root.field("axes");
        if (grids.isEmpty() && axes.isEmpty()) {
            problems.add(root.place(), "axes is missing; give at least one, as axes: {d: [256, 1024]}");
        } else if (grids.isPresent() && axes.isPresent()) {
            problems.add(grids.get().place(), "a sweep has axes or grids, not both; move the axes into a grid");
        }
        return grids.isPresent()
                ? union(root, grids.get())
                : List.of(regions.read(axes.map(Field::place).orElse(root.place()), List.of(root)));
    }

    private List<Draft> union(Fields root, Field grids) {
        String example = "[{axes: {d: [256]}}, {axes: {d: [1024]}}]";
        Fields common = root.without(key -> key.equals("axes"));
        List<Draft> drafts = new ArrayList<>();
        List<Tree> items = reader.items(grids.value(), "grids", example)
                .map(Tree.Items::items)
                .orElse(List.of());
        if (items.size() > MOST_GRIDS) {
            problems.add(grids.place(), "a sweep has at most " + MOST_GRIDS + " grids, and here are " + items.size());
            return drafts;
        }
        for (Tree item : items) {
            reader.fields(item, "a grid", "{axes: {d: [256]}}")
                    .filter(grid -> !problems.full())
                    .ifPresent(grid -> drafts.add(grid(common, grid)));
        }
        return drafts;
    }

    private Draft grid(Fields common, Fields grid) {
        reader.keys(grid, "a grid", GRID_KEYS);
        return regions.read(grid.place(), List.of(common, grid));
    }

    private List<Value> ladder(Field field) {
        Optional<String> name = vocabulary.definition().flatMap(SpecReader::ladderName);
        if (vocabulary.definition().isPresent() && name.isEmpty()) {
            problems.add(field.place(), "the model has no ladder; drop it");
            return List.of();
        }
        return new AxisReader(reader)
                .values("ladder", name.map(vocabulary::leaf).orElse(null), field.value())
                .orElse(List.of());
    }

    private static Optional<String> ladderName(Definition<?, ?> definition) {
        return definition.along(Along.LADDER).stream().findFirst();
    }

    private static Set<String> axes(List<Draft> drafts) {
        Set<String> names = new TreeSet<>();
        drafts.forEach(draft -> draft.axes.forEach(axis -> names.addAll(axis.names())));
        return names;
    }

    private void expand(Fields root, List<Draft> drafts, List<Value> ladder) {
        BigInteger cells = drafts.stream().map(d -> Grid.cells(d.region())).reduce(BigInteger.ZERO, BigInteger::add);
        if (cells.compareTo(Expansion.MOST) > 0) {
            Place place = root.field("grids")
                    .or(() -> root.field("axes"))
                    .map(Field::place)
                    .orElse(root.place());
            problems.add(place, "the grid has " + cells + " cells, and a sweep at most " + Expansion.MOST);
            return;
        }
        drafts.stream().filter(draft -> draft.sound).forEach(draft -> vocabulary
                .definition()
                .ifPresent(d -> new Expansion(vocabulary, problems, ladder, draft).check(d)));
    }
}
