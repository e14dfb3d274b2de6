package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * <p>Errors come from independent units only: replicas where nothing is quenched (sub-blocks of granules where replicas
 * move together), disorder samples where something is, chains for chains (bins where there is a single chain). How much of a
 * chain is burn-in is judged by {@link Stationarity}, at most half of it, from numbers and not from the places of curves:
 * what a histogram counts has moments of its own, and one of twenty bins drifts by chance. Cost O(cells).
 *
 * @param <P> the model's point
 */
public final class Fold<P extends Record> {
    private static final double MIXED = 1.05;
    private static final int GROUPS = 32;

    private final Definition<P, ?> definition;
    private final Track<P> track;
    private final BatchShape shape;
    private final List<Integer> asked;
    private final List<Integer> settling;

    private Fold(Definition<P, ?> definition, Track<P> track) {
        this.definition = definition;
        this.track = track;
        shape = BatchShape.of(definition, track);
        P point = track.rungs().get(0);
        asked = IntStream.range(0, definition.scalars().size())
                .filter(s ->
                        definition.model().measures(point, definition.scalars().get(s)))
                .boxed()
                .toList();
        Set<String> places = definition.model().observables().stream()
                .flatMap(x -> x instanceof Observable.Curve curve ? curve.scalars().stream() : Stream.empty())
                .map(Scalar::name)
                .collect(Collectors.toSet());
        settling = asked.stream()
                .filter(s -> !places.contains(definition.scalars().get(s).name()))
                .toList();
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
        Wanted wanted = Wanted.of(shape, served, effort);
        List<Row> used = rows.stream()
                .filter(row -> wanted.contains(row.address()))
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
        long expected = served.pass() == 0 ? wanted.count() : wanted.count() / wanted.legs();
        return used.isEmpty()
                ? nothing()
                : measured(served, Samples.of(definition, shape, used), used.size() == expected);
    }

    /**
     * The means of an observable at a point with one of at most 32 groups left out, in address order, as a jackknife needs
     * them: groups of batches, of the blocks of an only batch, or of disorder samples and chains where there are such.
     */
    public double[] leftOut(Track.Served<P> served, List<Row> rows, Effort effort, String observable) {
        Wanted wanted = Wanted.of(shape, track, effort);
        List<Row> used = rows.stream()
                .filter(row -> wanted.contains(row.address()))
                .sorted((a, b) -> a.address().compareTo(b.address()))
                .toList();
        Samples samples = used.isEmpty() ? null : Samples.of(definition, shape, used);
        boolean units = samples != null && (used.size() == 1 || !samples.blocks());
        int groups = Math.min(GROUPS, units ? samples.size() : used.size());
        return groups < 2
                ? new double[0]
                : IntStream.range(0, groups)
                        .mapToObj(g -> units
                                ? samples.without(g, groups)
                                : Samples.of(definition, shape, without(used, g, groups)))
                        .mapToDouble(left -> mean(served, left, observable))
                        .toArray();
    }

    private static List<Row> without(List<Row> rows, int group, int groups) {
        return IntStream.range(0, rows.size())
                .filter(i -> i % groups != group)
                .mapToObj(rows::get)
                .toList();
    }

    /** The mean that {@link #measured} gives; that of a chain read at one pass without its other statistics. */
    private double mean(Track.Served<P> served, Samples samples, String observable) {
        boolean read = shape.chain() && served.pass() > 0;
        return read && definition.columns().get(observable) instanceof Scalar x && asked.contains(index(x))
                ? NestedVariance.of(samples.chainMeans(index(x))).mean()
                : measured(served, samples, true)
                        .measurements()
                        .get(observable)
                        .estimate()
                        .mean();
    }

    private Measured nothing() {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        definition.columns().keySet().forEach(name -> measurements.put(name, measurement(Cell.EMPTY, Double.NaN)));
        return new Measured(0, 0, 0, 0, measurements, Status.INCOMPLETE, List.of());
    }

    private Measured measured(Track.Served<P> served, Samples all, boolean complete) {
        P point = served.point().parameters();
        boolean stationary = shape.chain() && served.pass() == 0;
        Samples samples = stationary ? all.settled(settling) : all;
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        Set<Observable> infinite = definition.model().infinite(point);
        for (int s = 0; s < definition.scalars().size(); s++) {
            Scalar x = definition.scalars().get(s);
            measurements.put(
                    x.name(),
                    !asked.contains(s)
                            ? measurement(Cell.EMPTY, Double.NaN)
                            : infinite.contains(x) ? infinite(samples.all(s)) : scalar(x, samples, s));
        }
        double[][] units = definition.derived().isEmpty() ? new double[0][] : units(samples);
        definition
                .derived()
                .forEach(d -> measurements.put(
                        d.name(),
                        infinite.contains(d) ? infinite(samples.size(), 0) : derived(point, d, samples, units)));
        long replicas = shape.chain()
                ? (long) samples.size() * samples.granules() * shape.granule()
                : samples.all(0).recorded();
        long disorder = samples.blocks() ? replicas / shape.granule() : samples.size();
        List<String> unsettled = stationary ? unsettled(samples, measurements) : List.of();
        Status chains = stationary ? chains(samples, unsettled) : Status.OK;
        return new Measured(
                disorder,
                Math.max(1, replicas / Math.max(1, disorder)),
                replicas,
                failed(measurements),
                measurements,
                Stream.of(status(measurements, complete), chains)
                        .min(Status::compareTo)
                        .orElseThrow(),
                unsettled);
    }

    /** What only the chains of a stationary average can tell: that they drift, or that two starts lead to two states. */
    private Status chains(Samples samples, List<String> unsettled) {
        boolean differ = definition.model().twins().stream()
                .anyMatch(t -> Stationarity.differ(bins(samples, t.one()), bins(samples, t.other())));
        return !unsettled.isEmpty() ? Status.NOT_EQUILIBRATED : differ ? Status.TWO_STATES : Status.OK;
    }

    private List<String> unsettled(Samples samples, Map<String, Measurement> measurements) {
        return settling.stream()
                .filter(s -> drifts(samples, s) || apart(samples, measurements, s))
                .map(s -> definition.scalars().get(s).name())
                .toList();
    }

    private static boolean drifts(Samples samples, int s) {
        return Stationarity.drift(Samples.bins(samples.chains(), s)) > Stationarity.TOLD;
    }

    /** Whether chains differ by much, and by more than so few bins do by chance. */
    private boolean apart(Samples samples, Map<String, Measurement> measurements, int s) {
        return measurements.get(definition.scalars().get(s).name()).rHat() > MIXED
                && SplitRHat.score(groupBins(samples, s)) > Stationarity.TOLD;
    }

    private List<double[][]> groupBins(Samples samples, int s) {
        return samples.groups(definition.quenched()).stream()
                .map(group -> Samples.bins(group, s))
                .toList();
    }

    private double[][] bins(Samples samples, Scalar x) {
        return Samples.bins(samples.chains(), index(x));
    }

    private long failed(Map<String, Measurement> measurements) {
        return askedNames()
                .mapToLong(x -> measurements.get(x).estimate().failed())
                .max()
                .orElse(0);
    }

    private Stream<String> askedNames() {
        return asked.stream().map(s -> definition.scalars().get(s).name());
    }

    private Status status(Map<String, Measurement> measurements, boolean complete) {
        boolean frozen = askedNames().allMatch(x -> measurements.get(x).effective() == 0);
        Stream<Status> whole = Stream.of(complete ? Status.OK : Status.INCOMPLETE, frozen ? Status.FROZEN : Status.OK);
        Stream<String> names =
                Stream.concat(askedNames(), definition.derived().stream().map(Observable::name));
        return Stream.concat(whole, names.map(x -> status(measurements.get(x))))
                .min(Status::compareTo)
                .orElseThrow();
    }

    private static Status status(Measurement m) {
        if (m.estimate().count() == 0) {
            return Status.FAILED;
        } else if (m.estimate().failed() > 0) {
            return Status.DIVERGED;
        }
        return Double.isNaN(m.estimate().stderr()) ? Status.FEW_SAMPLES : Status.OK;
    }

    private Measurement scalar(Scalar x, Samples samples, int s) {
        if (shape.chain()) {
            return chain(samples, s);
        } else if (samples.blocks()) {
            return shape.granule() == 1 ? pooled(x, samples.all(s)) : moved(samples.units(s));
        }
        return nested(samples.units(s));
    }

    /** The mean of what is +∞ each time: a finite number is a failure. */
    private static Measurement infinite(Cell all) {
        return infinite(all.failed(), all.count());
    }

    private static Measurement infinite(long count, long failed) {
        return measurement(new Estimate(Double.POSITIVE_INFINITY, 0, count, failed));
    }

    private static Measurement pooled(Scalar x, Cell cell) {
        Interval interval = x.event() && cell.count() > 0
                ? Wilson.interval(Math.round(cell.mean() * cell.count()), cell.count(), Wilson.Z95)
                : Interval.NONE;
        Estimate estimate = new Estimate(cell.mean(), cell.stderr(), cell.count(), cell.failed());
        return new Measurement(estimate, interval, cell.variance(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Replicas of one granule may share noise, so the error comes from sub-blocks of whole granules. */
    private static Measurement moved(List<Cell> blocks) {
        Measurement nested = nested(blocks);
        Cell all = Cell.merge(blocks);
        return new Measurement(
                nested.estimate(), Interval.NONE, all.variance(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Measurement nested(List<Cell> disorder) {
        NestedVariance nested = NestedVariance.of(disorder);
        Cell all = Cell.merge(disorder);
        Estimate estimate = new Estimate(nested.mean(), nested.stderr(), all.count(), all.failed());
        return new Measurement(
                estimate, Interval.NONE, nested.within(), nested.between(), Double.NaN, Double.NaN, Double.NaN);
    }

    private Measurement chain(Samples samples, int s) {
        List<List<List<Cell[]>>> groups = samples.groups(definition.quenched());
        NestedVariance nested = NestedVariance.of(samples.chainMeans(s));
        Cell all = samples.all(s);
        return new Measurement(
                new Estimate(nested.mean(), ofChains(samples, s, nested), all.count(), all.failed()),
                Interval.NONE,
                nested.within(),
                nested.between(),
                tau(groups, s),
                groups.stream().mapToDouble(group -> effective(group, s)).sum(),
                SplitRHat.of(groupBins(samples, s)));
    }

    private static double ofChains(Samples samples, int s, NestedVariance nested) {
        if (samples.size() > 1) {
            return nested.stderr();
        }
        Cell chains = samples.chainMeans(s).get(0);
        List<List<Cell[]>> only = samples.groups(true).get(0);
        return chains.recorded() > 1
                ? chains.stderr()
                : Binning.of(Samples.bins(only, s)[0]).stderr();
    }

    /** τ = N error²/(2 variance) of each chain, the error from its bins; then the mean over chains. */
    private static double tau(List<List<List<Cell[]>>> groups, int s) {
        return Cell.of(groups.stream()
                        .flatMap(List::stream)
                        .mapToDouble(chain -> tau(Samples.bins(List.of(chain), s)[0], Samples.ofGranule(chain, s)))
                        .toArray())
                .mean();
    }

    private static double tau(double[] bins, Cell values) {
        double error = Binning.of(bins).stderr();
        return values.count() * error * error / (2 * values.variance());
    }

    /** The effective number of bins, times what a bin is worth: variance of a value over that of a bin's mean. */
    private static double effective(List<List<Cell[]>> group, int s) {
        double[][] bins = Samples.bins(group, s);
        double size = EffectiveSampleSize.of(bins);
        Cell values = Samples.ofUnit(group, s);
        Cell means = Cell.of(Arrays.stream(bins).flatMapToDouble(Arrays::stream).toArray());
        return size == 0 ? 0 : Math.min((double) values.count(), size * values.variance() / means.variance());
    }

    private Measurement derived(P point, Observable.Derived<P> d, Samples samples, double[][] units) {
        if (d.perDisorder() && !samples.blocks()) {
            return perDisorder(point, d, samples);
        }
        Jackknife jackknife = jackknife(point, d, units);
        boolean given = Double.isFinite(jackknife.value());
        return measurement(
                given ? new Cell(units.length, 0, jackknife.value(), 0) : new Cell(0, units.length, Double.NaN, 0),
                given ? jackknife.stderr() : Double.NaN);
    }

    private Measurement perDisorder(P point, Observable.Derived<P> d, Samples samples) {
        Cell values = Cell.of(IntStream.range(0, samples.size())
                .mapToDouble(u -> ofUnit(
                        point, d, samples.granuleMeans(u, definition.scalars().size())))
                .toArray());
        return measurement(values, values.stderr());
    }

    private double ofUnit(P point, Observable.Derived<P> d, double[][] granules) {
        Jackknife jackknife = jackknife(point, d, granules);
        return granules.length > 1 ? jackknife.corrected() : jackknife.value();
    }

    /** Units are of one size; one that lacks a mean that the function reads is left out. */
    private Jackknife jackknife(P point, Observable.Derived<P> d, double[][] units) {
        boolean[] read = read(point, d);
        long[] weights = Arrays.stream(units)
                .mapToLong(means ->
                        IntStream.range(0, read.length).allMatch(s -> !read[s] || Double.isFinite(means[s])) ? 1 : 0)
                .toArray();
        return Jackknife.of(units, weights, means -> d.value().applyAsDouble(point, x -> means[index(x)]));
    }

    private boolean[] read(P point, Observable.Derived<P> d) {
        boolean[] read = new boolean[definition.scalars().size()];
        double unused = d.value().applyAsDouble(point, x -> {
            read[index(x)] = true;
            return 1;
        });
        return read;
    }

    private int index(Scalar x) {
        int index = definition.scalars().indexOf(x);
        if (index < 0) {
            throw new IllegalStateException("Cannot use the mean of " + x.name() + ": the model does not record it");
        }
        return index;
    }

    /** What a jackknife leaves out one by one: the means of every unit, or of the bins of a single chain. */
    private double[][] units(Samples samples) {
        boolean single = shape.chain() && samples.size() == 1 && samples.granules() == 1;
        return single ? samples.binMeans(definition.scalars().size()) : unitMeans(samples);
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
        return measurement(new Estimate(cell.mean(), stderr, cell.count(), cell.failed()));
    }

    private static Measurement measurement(Estimate estimate) {
        return new Measurement(estimate, Interval.NONE, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
