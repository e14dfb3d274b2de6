package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import phasegrid.engine.definition.Value;
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
    private final Map<String, FoldedPoint> folded;

    SweepTable(SweepPlan<P> plan, Map<String, FoldedPoint> folded) {
        this.plan = plan;
        this.folded = folded;
        points = plan.grid().points();
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

    /** The crossings that the sweep asks for, one for each curve. */
    List<FitRow> fits() {
        List<FitRow> rows = new ArrayList<>();
        plan.spec().fits().forEach(fit -> curves(fit).forEach((at, curve) -> rows.add(fit(fit, at, curve))));
        return rows;
    }

    private Map<Map<String, Value>, List<Point<P>>> curves(Fit fit) {
        Map<Map<String, Value>, List<Point<P>>> curves = new LinkedHashMap<>();
        Set<String> varying = varying();
        for (Point<P> point : points) {
            Map<String, Value> others = new LinkedHashMap<>(point.values());
            others.keySet().retainAll(varying);
            others.remove(fit.along());
            curves.computeIfAbsent(others, o -> new ArrayList<>()).add(point);
        }
        return curves;
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

    private FitRow fit(Fit fit, Map<String, Value> others, List<Point<P>> curve) {
        List<Point<P>> ascending = curve.stream()
                .sorted((a, b) -> Double.compare(place(fit, a), place(fit, b)))
                .filter(p -> !Double.isNaN(mean(fit, p)))
                .toList();
        double[] at = ascending.stream().mapToDouble(p -> place(fit, p)).toArray();
        double[] mean = ascending.stream().mapToDouble(p -> mean(fit, p)).toArray();
        double[][] leftOut = ascending.stream()
                .map(p -> folded.get(p.key()).leftOut().get(fit.observable()))
                .toArray(double[][]::new);
        Crossing crossing = Crossing.of(at, mean, leftOut, fit.level());
        return new FitRow(
                fit.name(),
                fit.observable(),
                fit.level(),
                fit.along(),
                others,
                crossing.value(),
                crossing.stderr(),
                status(crossing));
    }

    private static Status status(Crossing crossing) {
        if (Double.isNaN(crossing.value())) {
            return Status.NO_CROSSING;
        }
        return Double.isNaN(crossing.stderr()) ? Status.FEW_SAMPLES : Status.OK;
    }

    private static double place(Fit fit, Point<?> point) {
        return point.values().get(fit.along()).number();
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
