package phasegrid.jobs.yaml;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.PointProblem;
import phasegrid.engine.sweep.SweepSpec;

/**
 * Makes the cells of a grid to see what no single value shows: derived values out of range, points that the model
 * refuses, a condition that leaves nothing. Small grids whole, large ones at their
 * corners and at a fixed sample.
 */
final class Expansion {
    /** The most cells that a sweep may have. */
    static final BigInteger MOST = BigInteger.TEN.pow(9);

    private static final long WHOLE = 1_000_000;
    private static final long SAMPLE = 20_000;
    private static final int MOST_CORNERED = 10;
    private static final int ENOUGH = 100;

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final List<Value> ladder;
    private final Draft draft;
    private final SweepSpec.Region region;
    private final Set<String> named = new HashSet<>();
    private int refused;
    private boolean left;

    Expansion(Vocabulary vocabulary, Problems problems, List<Value> ladder, Draft draft) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.ladder = ladder;
        this.draft = draft;
        region = draft.region();
    }

    /** Reports the cells that are wrong, each parameter once. */
    <P extends Record> void check(Definition<P, ?> definition) {
        long cells = Grid.cells(region).longValueExact();
        SweepSpec alone = new SweepSpec("", "", 1, 0, List.of(region), Effort.of(1), List.of(), List.of(), List.of());
        Grid<P> grid = Grid.of(definition, alone);
        indices(cells).takeWhile(i -> refused < ENOUGH).forEach(i -> cell(definition, grid, i));
        if (refused == 0 && cells <= WHOLE) {
            LongStream.range(0, cells).takeWhile(i -> !left && refused == 0).forEach(i -> cell(definition, grid, i));
        }
        if (!left && refused == 0) {
            problems.add(draft.wherePlace, nothing(cells));
        }
    }

    private static String nothing(long cells) {
        return cells <= WHOLE
                ? "where leaves none of the " + cells + " cells: the grid is empty; loosen it or widen the axes"
                : "where leaves none of " + SAMPLE + " cells tried of " + cells + "; narrow the axes to what is wanted";
    }

    /** All cells; of many the corners, where a formula tends to be largest, and some between. */
    private LongStream indices(long cells) {
        return cells <= SAMPLE
                ? LongStream.range(0, cells)
                : LongStream.concat(corners(), LongStream.range(0, SAMPLE).map(i -> within(i, cells / SAMPLE)));
    }

    private LongStream corners() {
        int axes = Math.min(MOST_CORNERED, region.axes().size());
        return LongStream.range(0, 1L << axes).map(this::corner);
    }

    private long corner(long ends) {
        long index = 0;
        for (int a = 0; a < region.axes().size(); a++) {
            int size = region.axes().get(a).values().size();
            index = index * size + ((ends >> a) % 2) * (size - 1);
        }
        return index;
    }

    /** A place in the {@code i}th stretch of cells, that no step of an axis keeps time with. */
    private static long within(long i, long width) {
        long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return i * width + Math.floorMod(mixed ^ (mixed >>> 32), width);
    }

    private <P extends Record> void cell(Definition<P, ?> definition, Grid<P> grid, long index) {
        try {
            Optional<Map<String, Value>> values = grid.cell(region, index);
            left |= values.isPresent();
            values.ifPresent(v -> point(definition, v));
        } catch (PointProblem e) {
            refused++;
            e.problems().forEach(problem -> report(problem, e.getMessage()));
        }
    }

    private <P extends Record> void point(Definition<P, ?> definition, Map<String, Value> values) {
        try {
            definition.schema().bind(values);
        } catch (IllegalArgumentException e) {
            refused++;
            once("", draft.place, e.getMessage() + ", at " + text(values));
        }
        definition.along(Along.LADDER).forEach(name -> onLadder(name, values.get(name)));
    }

    private void onLadder(String name, Value value) {
        if (!ladder.isEmpty() && !ladder.contains(value)) {
            refused++;
            once(name, place(name), name + " = " + value.text() + " is not in the ladder; add it there");
        }
    }

    private void report(Problem problem, String point) {
        String at = point.startsWith("Cannot make the point ") ? point.substring(22) : point;
        once(problem.name(), place(problem.name()), problem.message() + ", at " + at.split(": ", 2)[0]);
    }

    private void once(String name, Place place, String message) {
        if (named.add(name)) {
            problems.add(place, message);
        }
    }

    /** Where the parameter was given, by whatever name. */
    private Place place(String name) {
        return vocabulary.group(name).stream()
                .filter(draft.places::containsKey)
                .map(draft.places::get)
                .findFirst()
                .orElse(draft.places.getOrDefault(name, draft.place));
    }

    private static String text(Map<String, Value> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().text())
                .collect(Collectors.joining(" "));
    }
}
