package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.statistics.Binning;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.statistics.EffectiveSampleSize;
import phasegrid.engine.statistics.Interval;
import phasegrid.engine.statistics.Jackknife;
import phasegrid.engine.statistics.NestedVariance;
import phasegrid.engine.statistics.SplitRHat;
import phasegrid.engine.statistics.Wilson;

/**
 * Makes a point's statistics of its rows. Every number it gives has the same bits whatever order rows came in and
 * wherever they were computed.
 *
 * <p>Errors come from independent units only: replicas where nothing is quenched, disorder samples where something is,
 * chains for chains (bins where there is a single chain). The first half of a chain's passes, in whole legs, is
 * burn-in. Cost O(cells).
 *
 * @param <P> the model's point
 */
public final class Fold<P extends Record> {
    private static final double MIXED = 1.05;
    private static final int GROUPS = 32;

    private final Definition<P, ?> definition;
    private final Track<P> track;
    private final BatchShape shape;

    private Fold(Definition<P, ?> definition, Track<P> track) {
        this.definition = definition;
        this.track = track;
        shape = BatchShape.of(definition, track);
    }

    /** A fold for the points of {@code track}. */
    public static <P extends Record> Fold<P> of(Definition<P, ?> definition, Track<P> track) {
        return new Fold<>(definition, track);
    }

    /**
     * The statistics of the point {@code served}.
     *
     * @param rows its rows, in any order, each address once
     * @param effort what was asked for: rows beyond it are left out, and a lack of rows is told
     */
    public Measured fold(Track.Served<P> served, List<Row> rows, Effort effort) {
        Wanted wanted = Wanted.of(shape, track, effort);
        List<Row> used = rows.stream()
                .filter(row -> wanted.contains(row.address()))
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
        long expected =
                wanted.addresses().filter(a -> shape.reads(served, a.leg())).count();
        return used.isEmpty() ? nothing() : measured(served.point().parameters(), used, used.size() == expected);
    }

    /**
     * The means of an observable at a point with one of at most 32 groups of batches left out, in address order: what a
     * jackknife over batches needs.
     */
    public double[] leftOut(Track.Served<P> served, List<Row> rows, Effort effort, String observable) {
        Wanted wanted = Wanted.of(shape, track, effort);
        List<Row> used = rows.stream()
                .filter(row -> wanted.contains(row.address()))
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
        int groups = Math.min(GROUPS, used.size());
        return groups < 2
                ? new double[0]
                : IntStream.range(0, groups)
                        .mapToDouble(g -> mean(served, without(used, g, groups), observable))
                        .toArray();
    }

    private static List<Row> without(List<Row> rows, int group, int groups) {
        return IntStream.range(0, rows.size())
                .filter(i -> i % groups != group)
                .mapToObj(rows::get)
                .toList();
    }

    private double mean(Track.Served<P> served, List<Row> rows, String observable) {
        return measured(served.point().parameters(), rows, true)
                .measurements()
                .get(observable)
                .estimate()
                .mean();
    }

    private Measured nothing() {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        definition.columns().keySet().forEach(name -> measurements.put(name, measurement(Cell.EMPTY, Double.NaN)));
        return new Measured(0, 0, 0, 0, measurements, Status.INCOMPLETE);
    }

    private Measured measured(P point, List<Row> rows, boolean complete) {
        Samples samples = Samples.of(definition, shape, rows);
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        for (int s = 0; s < definition.scalars().size(); s++) {
            measurements.put(
                    definition.scalars().get(s).name(),
                    scalar(definition.scalars().get(s), samples, s));
        }
        definition.derived().forEach(d -> measurements.put(d.name(), derived(point, d, samples)));
        long replicas = shape.chain()
                ? (long) samples.size() * samples.granules() * shape.granule()
                : samples.all(0).recorded();
        long failed = measurements.values().stream()
                .mapToLong(m -> m.estimate().failed())
                .max()
                .orElse(0);
        long disorder = samples.pooled() ? replicas : samples.size();
        Status status = complete ? status(measurements.values().stream().toList()) : Status.INCOMPLETE;
        return new Measured(
                disorder, Math.max(1, replicas / Math.max(1, disorder)), replicas, failed, measurements, status);
    }

    private Status status(List<Measurement> measurements) {
        return measurements.stream().map(this::status).min(Status::compareTo).orElse(Status.OK);
    }

    private Status status(Measurement m) {
        if (m.estimate().count() == 0) {
            return Status.FAILED;
        } else if (m.estimate().failed() > 0) {
            return Status.DIVERGED;
        } else if (m.rHat() > MIXED) {
            return Status.NOT_EQUILIBRATED;
        } else if (m.effective() == 0) {
            return Status.FROZEN;
        }
        return Double.isNaN(m.estimate().stderr()) ? Status.FEW_SAMPLES : Status.OK;
    }

    private Measurement scalar(Scalar x, Samples samples, int s) {
        if (samples.pooled()) {
            return pooled(x, samples.all(s));
        }
        return shape.chain() ? chain(samples, s) : nested(samples.units(s));
    }

    private static Measurement pooled(Scalar x, Cell cell) {
        Interval interval = x.event() && cell.count() > 0
                ? Wilson.interval(Math.round(cell.mean() * cell.count()), cell.count(), Wilson.Z95)
                : Interval.NONE;
        Estimate estimate = new Estimate(cell.mean(), cell.stderr(), cell.count(), cell.failed());
        return new Measurement(estimate, interval, cell.variance(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Measurement nested(List<Cell> disorder) {
        NestedVariance nested = NestedVariance.of(disorder);
        Cell all = Cell.merge(disorder);
        Estimate estimate = new Estimate(nested.mean(), nested.stderr(), all.count(), all.failed());
        return new Measurement(
                estimate, Interval.NONE, nested.within(), nested.between(), Double.NaN, Double.NaN, Double.NaN);
    }

    private Measurement chain(Samples samples, int s) {
        double[][] chains = samples.chains(s);
        NestedVariance nested = NestedVariance.of(samples.chainMeans(s));
        Cell all = samples.all(s);
        Binning first = Binning.of(chains[0]);
        double stderr = chains.length == 1 ? first.stderr() : ofChains(samples, s, nested);
        return new Measurement(
                new Estimate(nested.mean(), stderr, all.count(), all.failed()),
                Interval.NONE,
                nested.within(),
                nested.between(),
                first.tau() * samples.binPasses(),
                EffectiveSampleSize.of(chains),
                SplitRHat.of(chains));
    }

    private static double ofChains(Samples samples, int s, NestedVariance nested) {
        return samples.size() > 1
                ? nested.stderr()
                : samples.chainMeans(s).get(0).stderr();
    }

    private Measurement derived(P point, Observable.Derived<P> d, Samples samples) {
        if (d.perDisorder() && !samples.pooled()) {
            return perDisorder(point, d, samples);
        }
        boolean single = shape.chain() && samples.size() == 1 && samples.granules() == 1;
        double[][] units = single ? samples.binMeans(definition.scalars().size()) : unitMeans(samples);
        long[] weights = samples.pooled()
                ? samples.units(0).stream().mapToLong(Cell::count).toArray()
                : equal(units.length);
        Jackknife jackknife = jackknife(point, d, units, weights);
        return measurement(new Cell(units.length, 0, jackknife.value(), 0), jackknife.stderr());
    }

    private Measurement perDisorder(P point, Observable.Derived<P> d, Samples samples) {
        Cell values = Cell.of(IntStream.range(0, samples.size())
                .mapToDouble(u -> ofUnit(
                        point, d, samples.granuleMeans(u, definition.scalars().size())))
                .toArray());
        return measurement(values, values.stderr());
    }

    private double ofUnit(P point, Observable.Derived<P> d, double[][] granules) {
        Jackknife jackknife = jackknife(point, d, granules, equal(granules.length));
        return granules.length > 1 ? jackknife.corrected() : jackknife.value();
    }

    private Jackknife jackknife(P point, Observable.Derived<P> d, double[][] units, long[] weights) {
        return Jackknife.of(units, weights, means -> d.value()
                .applyAsDouble(point, x -> means[definition.scalars().indexOf(x)]));
    }

    private static long[] equal(int units) {
        long[] weights = new long[units];
        Arrays.fill(weights, 1);
        return weights;
    }

    private double[][] unitMeans(Samples samples) {
        List<List<Cell>> byScalar = new ArrayList<>();
        for (int s = 0; s < definition.scalars().size(); s++) {
            byScalar.add(shape.chain() ? samples.chainMeans(s) : samples.units(s));
        }
        return IntStream.range(0, samples.size())
                .mapToObj(u -> byScalar.stream()
                        .mapToDouble(cells -> cells.get(u).mean())
                        .toArray())
                .toArray(double[][]::new);
    }

    private static Measurement measurement(Cell cell, double stderr) {
        Estimate estimate = new Estimate(cell.mean(), stderr, cell.count(), cell.failed());
        return new Measurement(estimate, Interval.NONE, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
