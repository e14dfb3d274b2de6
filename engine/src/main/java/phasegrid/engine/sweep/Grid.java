package phasegrid.engine.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Value;

/**
 * The points of a sweep, in the order of its axes, the last running fastest; grids of a union one after another.
 *
 * <p>Points that realise the same values are one point, at its first place. A model without ladder and read-out is
 * expanded lazily: memory holds only the keys seen.
 *
 * @param <P> the model's point
 */
public final class Grid<P extends Record> {
    private final Definition<P, ?> definition;
    private final SweepSpec spec;
    private final Keys keys;
    private final Assignment<P> assignment;

    private Grid(Definition<P, ?> definition, SweepSpec spec, String jar) {
        this.definition = definition;
        this.spec = spec;
        keys = Keys.of(definition, jar, spec.seed(), spec.share());
        assignment = new Assignment<>(definition);
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
        return spec.regions().stream().map(Grid::cells).reduce(BigInteger.ZERO, BigInteger::add);
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
        Set<String> seen = new HashSet<>();
        return alone()
                ? cellValues().map(values -> track(List.of(values))).filter(track -> seen.add(track.key()))
                : together().values().stream().map(this::track);
    }

    /** Whether every point is a track of its own. */
    private boolean alone() {
        return definition.along(Along.READOUT).isEmpty() && ladder() == null;
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

    private Map<Map<String, Value>, List<Map<String, Value>>> together() {
        Map<Map<String, Value>, List<Map<String, Value>>> groups = new LinkedHashMap<>();
        cellValues().distinct().forEach(values -> groups.computeIfAbsent(common(values), v -> new ArrayList<>())
                .add(values));
        return groups;
    }

    private Map<String, Value> common(Map<String, Value> values) {
        Map<String, Value> common = new LinkedHashMap<>(values);
        common.keySet().removeAll(definition.along(Along.READOUT));
        common.keySet().removeAll(definition.along(Along.LADDER));
        return common;
    }

    private Track<P> track(List<Map<String, Value>> cells) {
        Map<String, Value> first = cells.get(0);
        List<Leaf> leaves = definition.schema().leaves(first);
        List<Value> rungs = rungs(cells);
        List<Value> keyed = ladder() == null ? List.of() : rungs;
        return new Track<>(
                keys.track(leaves, first, keyed),
                keys.disorder(leaves, first),
                IntStream.range(0, rungs.size())
                        .mapToObj(r -> rung(first, rungs.get(r)))
                        .toList(),
                cells.stream().map(values -> served(leaves, values, keyed)).toList());
    }

    private String ladder() {
        List<String> ladders = definition.along(Along.LADDER);
        return ladders.isEmpty() ? null : ladders.get(0);
    }

    private List<Value> rungs(List<Map<String, Value>> cells) {
        if (ladder() == null) {
            return List.of(new Value.Word(""));
        }
        return spec.ladder().isEmpty()
                ? cells.stream().map(values -> values.get(ladder())).distinct().toList()
                : spec.ladder();
    }

    private P rung(Map<String, Value> values, Value rung) {
        Map<String, Value> own = new LinkedHashMap<>(values);
        definition.along(Along.READOUT).forEach(own::remove);
        if (ladder() != null) {
            own.put(ladder(), rung);
        }
        return definition.schema().point(own);
    }

    private Track.Served<P> served(List<Leaf> leaves, Map<String, Value> values, List<Value> rungs) {
        P parameters = definition.schema().bind(values);
        Point<P> point = new Point<>(keys.point(leaves, values, rungs), values, parameters);
        int rung = ladder() == null ? 0 : rungs.indexOf(values.get(ladder()));
        return new Track.Served<>(point, rung, definition.model().pass(parameters));
    }
}
