package phasegrid.engine.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;

/**
 * The points of a sweep, in the order of its axes, the last running fastest; grids of a union one after another.
 *
 * <p>Points that realise the same values are one point, at its first place. A model without ladder and read-out is
 * expanded lazily: memory holds some 50 bytes a point.
 *
 * @param <P> the model's point
 */
public final class Grid<P extends Record> {
    /** Cells that are made at once. */
    private static final int TOGETHER = 2048;

    private final Definition<P, ?> definition;
    private final SweepSpec spec;
    private final Keys keys;
    private final Assignment<P> assignment;
    private final List<String> readouts;
    private final String ladder;
    private final List<BigInteger> sizes;
    private List<List<Map<String, Value>>> groups;

    private Grid(Definition<P, ?> definition, SweepSpec spec, String jar) {
        this.definition = definition;
        this.spec = spec;
        keys = Keys.of(definition, jar, spec.seed(), spec.share());
        assignment = new Assignment<>(definition);
        readouts = definition.along(Along.READOUT);
        ladder = definition.along(Along.LADDER).stream().findFirst().orElse(null);
        sizes = spec.regions().stream().map(Grid::cells).toList();
    }

    /** The grid of {@code spec} for a model of this project. */
    public static <P extends Record> Grid<P> of(Definition<P, ?> definition, SweepSpec spec) {
        return of(definition, spec, "");
    }

    /** The grid of {@code spec} for a model whose own jar has the SHA-256 {@code jar}. */
    public static <P extends Record> Grid<P> of(Definition<P, ?> definition, SweepSpec spec, String jar) {
        return new Grid<>(definition, spec, jar);
    }

    /** The number of cells: the product of the axes, before any is left out or merged. */
    public BigInteger cells() {
        return sizes.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The number of cells of one region. */
    public static BigInteger cells(SweepSpec.Region region) {
        return region.axes().stream()
                .map(axis -> BigInteger.valueOf(axis.values().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /**
     * The values of one cell, complete and checked, or nothing where {@code where} leaves it out: for grids too large to
     * walk.
     *
     * @param index from 0 to {@link #cells(SweepSpec.Region)}, the last axis running fastest
     */
    public Optional<Map<String, Value>> cell(SweepSpec.Region region, long index) {
        return assignment.cell(region, index);
    }

    /** The values of every cell that {@code where} leaves, complete and checked, in grid order. */
    public Stream<Map<String, Value>> cellValues() {
        return spec.regions().stream()
                .flatMap(region -> LongStream.range(0, cells(region).longValueExact())
                        .mapToObj(i -> assignment.cell(region, i))
                        .flatMap(Optional::stream));
    }

    /** The tracks in the order of their first points, each point in one of them once. */
    public Stream<Track<P>> tracks() {
        return alone() ? each((number, track) -> track) : groups().stream().map(this::track);
    }

    /**
     * The tracks as {@link #tracks} gives them, each with the number by which {@link #track(long)} makes it again: for
     * those who take them in another order.
     */
    public <T> Stream<T> tracks(Numbered<P, T> use) {
        return alone()
                ? each(use)
                : IntStream.range(0, groups().size()).mapToObj(i -> use.of(i, track(groups().get(i))));
    }

    /**
     * What becomes of a track and its number.
     *
     * @param <P> the model's point
     * @param <T> what becomes of it
     */
    public interface Numbered<P extends Record, T> {
        /** What becomes of {@code track}. */
        T of(long number, Track<P> track);
    }

    /** The track with a number that {@link #tracks(Numbered)} gave. */
    public Track<P> track(long number) {
        if (!alone()) {
            return track(groups().get((int) number));
        }
        return alone(cell(number).orElseThrow());
    }

    /** The track of a point of a grid whose points are {@link #alone}. */
    public Track<P> track(Point<P> point) {
        return alone(point.values());
    }

    private Track<P> alone(Map<String, Value> values) {
        return alone(values, keys.alone(definition.schema().leaves(values), values));
    }

    private Optional<Map<String, Value>> cell(long number) {
        long rest = number;
        for (int i = 0; i < sizes.size(); i++) {
            long cells = sizes.get(i).longValueExact();
            if (rest < cells) {
                return assignment.cell(spec.regions().get(i), rest);
            }
            rest -= cells;
        }
        throw new IllegalArgumentException("Cannot find track " + number + ": the grid has " + cells() + " cells");
    }

    /** Whether every point is a track of its own. */
    public boolean alone() {
        return readouts.isEmpty() && ladder == null;
    }

    /**
     * What becomes of every point of a grid whose points are {@link #alone}, in grid order, each once: made on every core,
     * and without the keys from which tracks draw, for those who only count.
     */
    public <T> Stream<T> points(Function<Track.Served<P>, T> use) {
        return cells((number, values) -> {
            String key = keys.point(definition.schema().leaves(values), values, List.of());
            return new Cell<>(key, use.apply(alone(key, values)));
        });
    }

    /** The points in grid order, each once. */
    public List<Point<P>> points() {
        Stream<Point<P>> served =
                tracks().flatMap(track -> track.served().stream()).map(Track.Served::point);
        return alone() ? served.toList() : inGridOrder(served);
    }

    private List<Point<P>> inGridOrder(Stream<Point<P>> served) {
        Map<Map<String, Value>, Point<P>> byValues = new LinkedHashMap<>();
        served.forEach(point -> byValues.put(point.values(), point));
        return cellValues().distinct().map(byValues::get).toList();
    }

    private <T> Stream<T> each(Numbered<P, T> use) {
        Stream<Supplier<T>> tracks = cells((number, values) -> {
            Track<P> track = alone(values);
            return new Cell<>(track.served().get(0).point().key(), () -> use.of(number, track));
        });
        return tracks.map(Supplier::get);
    }

    /** What is made of a cell, and the key by which it is known. */
    private record Cell<T>(String key, T made) {}

    private interface Making<T> {
        Cell<T> of(long number, Map<String, Value> values);
    }

    /** What is made of every cell, in grid order, each point once. */
    private <T> Stream<T> cells(Making<T> making) {
        KeySet seen = new KeySet();
        long cells = cells().longValueExact();
        return LongStream.iterate(0, from -> from < cells, from -> from + TOGETHER)
                .boxed()
                .flatMap(from -> together(from, Math.min(cells, from + TOGETHER), making))
                .filter(cell -> seen.add(cell.key()))
                .map(Cell::made);
    }

    /** The cells from {@code from} to {@code to}, in grid order, made on every core; of several problems the first is told. */
    private <T> Stream<Cell<T>> together(long from, long to, Making<T> making) {
        List<Supplier<Optional<Cell<T>>>> made = LongStream.range(from, to)
                .parallel()
                .mapToObj(number -> made(number, making))
                .toList();
        return made.stream().flatMap(cell -> cell.get().stream());
    }

    private <T> Supplier<Optional<Cell<T>>> made(long number, Making<T> making) {
        try {
            Optional<Cell<T>> cell = cell(number).map(values -> making.of(number, values));
            return () -> cell;
        } catch (IllegalArgumentException problem) {
            return () -> {
                throw problem;
            };
        }
    }

    private Track<P> alone(Map<String, Value> values, Keys.Names names) {
        Track.Served<P> served = alone(names.point(), values);
        return new Track<>(
                names.track(), names.disorder(), List.of(served.point().parameters()), List.of(served));
    }

    private Track.Served<P> alone(String key, Map<String, Value> values) {
        P parameters = definition.schema().bind(values);
        return new Track.Served<>(
                new Point<>(key, values, parameters), 0, definition.model().pass(parameters));
    }

    /** The points of each track. */
    private synchronized List<List<Map<String, Value>>> groups() {
        if (groups == null) {
            Map<Map<String, Value>, List<Map<String, Value>>> together = new LinkedHashMap<>();
            cellValues().distinct().forEach(values -> together.computeIfAbsent(common(values), v -> new ArrayList<>())
                    .add(values));
            groups = List.copyOf(together.values());
        }
        return groups;
    }

    private Map<String, Value> common(Map<String, Value> values) {
        Map<String, Value> common = new LinkedHashMap<>(values);
        common.keySet().removeAll(readouts);
        common.remove(ladder);
        return common;
    }

    private Track<P> track(List<Map<String, Value>> cells) {
        Map<String, Value> first = cells.get(0);
        List<Leaf> leaves = definition.schema().leaves(first);
        List<Value> rungs = rungs(cells);
        List<P> simulated = ladder == null
                ? List.of(simulated(first))
                : rungs.stream().map(rung -> simulated(on(first, rung))).toList();
        return new Track<>(
                keys.track(leaves, first, rungs),
                keys.disorder(leaves, first),
                simulated,
                cells.stream().map(values -> served(leaves, values, rungs)).toList());
    }

    /** The whole ladder in ascending order, whatever the order in which its values were given; empty without one. */
    private List<Value> rungs(List<Map<String, Value>> cells) {
        if (ladder == null) {
            return List.of();
        }
        Leaf leaf = definition.schema().leaf(ladder);
        Stream<Value> all = spec.ladder().isEmpty()
                ? cells.stream().map(values -> values.get(ladder))
                : spec.ladder().stream().map(value -> Spelling.fitted(leaf, value));
        return all.distinct()
                .sorted(Comparator.comparingDouble(Value::number).thenComparing(Value::text))
                .toList();
    }

    private Map<String, Value> on(Map<String, Value> values, Value rung) {
        Map<String, Value> own = new LinkedHashMap<>(values);
        own.put(ladder, rung);
        return own;
    }

    /** The point that is simulated: read-out parameters hold their usual value. */
    private P simulated(Map<String, Value> values) {
        Map<String, Value> own = new LinkedHashMap<>(values);
        own.keySet().removeAll(readouts);
        return definition.schema().point(own);
    }

    private Track.Served<P> served(List<Leaf> leaves, Map<String, Value> values, List<Value> rungs) {
        P parameters = definition.schema().bind(values);
        Point<P> point = new Point<>(keys.point(leaves, values, rungs), values, parameters);
        return new Track.Served<>(
                point,
                ladder == null ? 0 : rung(values, rungs),
                definition.model().pass(parameters));
    }

    private int rung(Map<String, Value> values, List<Value> rungs) {
        int rung = rungs.indexOf(values.get(ladder));
        if (rung < 0) {
            String message = ladder + " = " + values.get(ladder).text() + " is not in the ladder; add it there";
            throw new PointProblem(values, List.of(new Problem(ladder, message)));
        }
        return rung;
    }
}
