package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Along;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.LadderTuning;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.SweepSpec;

/**
 * Runs one point's parameters on ladders and measures how often neighbours are exchanged.
 *
 * @param <P> the model's point
 * @param <Q> its quenched disorder
 */
final class TrialLadder<P extends Record, Q> {
    /** The column in which models with exchanged ladders report the rate between a rung and the next. */
    static final String RATE = "exchange_rate";

    private static final String TRIPS = "round_trips";

    private final Definition<P, Q> definition;
    private final String jar;
    private final SweepSpec spec;
    private final String parameter;

    TrialLadder(Definition<P, Q> definition, String jar, SweepSpec spec) {
        this.definition = definition;
        this.jar = jar;
        this.spec = spec;
        parameter = parameter(definition);
    }

    /** The name of the model's ladder; refuses a model whose rungs are not exchanged. */
    static String parameter(Definition<?, ?> definition) {
        String model = definition.model().card().id();
        if (!definition.columns().containsKey(RATE)) {
            throw new BadInput("Cannot tune a ladder of " + model + ": it reports no " + RATE
                    + "; choose a model whose temperatures are exchanged, such as sherrington-kirkpatrick");
        }
        return definition.along(Along.LADDER).get(0);
    }

    /** What was measured on one ladder. */
    record Trial(LadderTuning tuning, double roundTrips) {}

    /** The ladder to begin with: that of the words, or {@code count} rungs of one ratio between its two values. */
    List<Double> first(int count) {
        List<Double> given =
                spec.ladder().stream().map(Value::number).sorted().distinct().toList();
        if (given.size() < 2) {
            throw new BadInput("Cannot tune a ladder of " + given.size() + " rungs: give its ends, as ladder=0.6,3.3");
        }
        return given.size() > 2 ? given : geometric(given.get(0), given.get(1), count);
    }

    private static List<Double> geometric(double from, double to, int count) {
        List<Double> rungs = new ArrayList<>();
        double step = Elementary.log(to / from) / (count - 1);
        IntStream.range(0, count).forEach(k -> rungs.add(k == count - 1 ? to : from * Elementary.exp(k * step)));
        return rungs;
    }

    /** Measures a ladder. */
    Trial on(List<Double> rungs) {
        List<Measured> measured = PointRun.of(definition, jar, sweep(rungs)).everyPoint();
        List<Double> rates = new ArrayList<>();
        for (int k = 0; k + 1 < rungs.size(); k++) {
            rates.add(mean(measured.get(k), RATE));
        }
        boolean trips = definition.columns().containsKey(TRIPS);
        return new Trial(new LadderTuning(rungs, rates), trips ? mean(measured.get(0), TRIPS) : Double.NaN);
    }

    private static double mean(Measured measured, String column) {
        return measured.measurements().get(column).estimate().mean();
    }

    private SweepSpec sweep(List<Double> rungs) {
        Map<String, Value> fixed = new LinkedHashMap<>(spec.regions().get(0).fixed());
        fixed.remove(parameter);
        Axis axis = Axis.of(parameter, rungs.stream().map(Value.Real::new).toList());
        SweepSpec.Region region = new SweepSpec.Region(
                List.of(axis),
                fixed,
                spec.regions().get(0).derived(),
                spec.regions().get(0).where());
        return new SweepSpec(
                spec.question(),
                spec.model(),
                spec.version(),
                spec.seed(),
                List.of(region),
                spec.effort(),
                spec.share(),
                List.of(),
                List.of());
    }
}
