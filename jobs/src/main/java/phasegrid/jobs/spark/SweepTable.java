package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Alias;
import phasegrid.engine.sweep.Crossing;
import phasegrid.engine.sweep.Fit;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.Status;
import phasegrid.jobs.table.FitRow;
import phasegrid.jobs.table.PointRow;

/**
 * Puts folded points into grid order, with what only the driver knows: which points are inconsistent and which failed.
 *
 * @param <P> the model's point
 */
final class SweepTable<P extends Record> {
    private final SweepPlan<P> plan;
    private final List<Point<P>> points;
    private final List<Alias> aliases;
    private final Map<String, FoldedPoint> folded;

    SweepTable(SweepPlan<P> plan, Map<String, FoldedPoint> folded) {
        this.plan = plan;
        this.folded = folded;
        points = plan.grid().points();
        aliases = Alias.of(plan.definition().schema());
    }

    /** The lines of the phase table. */
    List<PointRow> rows(Set<String> inconsistent, Set<String> failedTracks) {
        List<PointRow> rows = new ArrayList<>();
        for (Point<P> point : points) {
            FoldedPoint fold = folded.get(point.key());
            boolean failed = fold.measured().status() == Status.INCOMPLETE && failedTracks.contains(fold.track());
            Status best =
                    inconsistent.contains(point.key()) ? Status.INCONSISTENT : failed ? Status.FAILED : Status.THEORY;
            rows.add(fold.row(point, fold.measured().atBest(best)));
        }
        return rows;
    }

    /** The crossings that the sweep asks for, one for each curve or pair of curves. */
    List<FitRow> fits() {
        List<FitRow> rows = new ArrayList<>();
        for (Fit fit : plan.spec().fits()) {
            if (fit.ofSizes()) {
                curves(fit, fit.over()).forEach((at, family) -> rows.addAll(ofSizes(fit, at, family)));
            } else {
                curves(fit, "").forEach((at, curve) -> rows.add(fit(fit, at, curve)));
            }
        }
        return rows;
    }

    /** Points that differ along the fit's axis, and over another, alone. */
    private Map<Map<String, Value>, List<Point<P>>> curves(Fit fit, String over) {
        Map<Map<String, Value>, List<Point<P>>> curves = new LinkedHashMap<>();
        Set<String> varying = varying();
        for (Point<P> point : points) {
            Map<String, Value> others = new LinkedHashMap<>(point.values());
            others.keySet().retainAll(varying);
            others.remove(parameter(fit.along()));
            others.remove(parameter(over));
            curves.computeIfAbsent(others, o -> new ArrayList<>()).add(point);
        }
        return curves;
    }

    /** The parameter that an axis gives: itself, or of an alias such as {@code alpha} the one it stands for. */
    private String parameter(String axis) {
        return aliases.stream()
                .filter(alias -> alias.name().equals(axis))
                .map(Alias::parameter)
                .findFirst()
                .orElse(axis);
    }

    private Set<String> varying() {
        Map<String, Value> first = points.get(0).values();
        Set<String> varying = new TreeSet<>();
        points.forEach(point -> point.values().forEach((name, value) -> {
            if (!value.equals(first.get(name))) {
                varying.add(name);
            }
        }));
        return varying;
    }

    private FitRow fit(Fit fit, Map<String, Value> others, List<Point<P>> points) {
        Crossing.Curve curve = curve(fit, points);
        return row(fit, others, Crossing.of(curve.at(), curve.mean(), curve.leftOut(), fit.level()));
    }

    private List<FitRow> ofSizes(Fit fit, Map<String, Value> others, List<Point<P>> family) {
        TreeMap<Double, List<Point<P>>> sizes = new TreeMap<>();
        family.forEach(p -> sizes.computeIfAbsent(place(fit.over(), p), size -> new ArrayList<>())
                .add(p));
        List<FitRow> rows = new ArrayList<>();
        List<Point<P>> before = List.of();
        for (List<Point<P>> now : sizes.values()) {
            if (!before.isEmpty()) {
                Map<String, Value> at = new LinkedHashMap<>(others);
                at.put(fit.over(), value(fit.over(), before));
                at.put(fit.over() + "_next", value(fit.over(), now));
                rows.add(row(fit, at, Crossing.between(curve(fit, before), curve(fit, now))));
            }
            before = now;
        }
        return rows;
    }

    private Value value(String axis, List<Point<P>> points) {
        return points.get(0).values().get(parameter(axis));
    }

    private Crossing.Curve curve(Fit fit, List<Point<P>> points) {
        List<Point<P>> ascending = points.stream()
                .sorted((a, b) -> Double.compare(place(fit.along(), a), place(fit.along(), b)))
                .filter(p -> !Double.isNaN(mean(fit, p)))
                .toList();
        return new Crossing.Curve(
                ascending.stream().mapToDouble(p -> place(fit.along(), p)).toArray(),
                ascending.stream().mapToDouble(p -> mean(fit, p)).toArray(),
                ascending.stream()
                        .map(p -> folded.get(p.key()).leftOut().get(fit.observable()))
                        .toArray(double[][]::new));
    }

    private static FitRow row(Fit fit, Map<String, Value> at, Crossing crossing) {
        return new FitRow(
                fit.name(),
                fit.observable(),
                fit.level(),
                fit.along(),
                at,
                crossing.value(),
                crossing.stderr(),
                status(crossing));
    }

    private static Status status(Crossing crossing) {
        Status measured = Double.isNaN(crossing.stderr()) ? Status.FEW_SAMPLES : Status.OK;
        return Double.isNaN(crossing.value()) ? Status.NO_CROSSING : measured;
    }

    private double place(String axis, Point<?> point) {
        Value value = point.values().get(axis);
        return value != null
                ? value.number()
                : Alias.realised(aliases, point.values()).get(axis);
    }

    private double mean(Fit fit, Point<?> point) {
        return folded.get(point.key())
                .measured()
                .measurements()
                .get(fit.observable())
                .estimate()
                .mean();
    }
}
