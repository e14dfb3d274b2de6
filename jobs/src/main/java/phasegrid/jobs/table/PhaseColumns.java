package phasegrid.jobs.table;

import static phasegrid.jobs.table.Column.Role.CIRCUMSTANCE;
import static phasegrid.jobs.table.Column.Role.KEY;
import static phasegrid.jobs.table.Column.Role.MEASURED;
import static phasegrid.jobs.table.Column.Role.THEORY;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Slope;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measurement;

/** The columns of a model's phase table, in order. */
final class PhaseColumns {
    private final Definition<?, ?> definition;
    private final boolean chain;
    private final List<PhaseColumn> columns = new ArrayList<>();

    private PhaseColumns(Definition<?, ?> definition, boolean chain) {
        this.definition = definition;
        this.chain = chain;
    }

    static List<PhaseColumn> of(Definition<?, ?> definition, List<PointRow> points) {
        boolean chain = !points.isEmpty() && chain(definition, points.get(0));
        boolean phase = points.stream().anyMatch(point -> point.phase().isPresent());
        return new PhaseColumns(definition, chain).all(phase);
    }

    private static <P extends Record> boolean chain(Definition<P, ?> definition, PointRow point) {
        P parameters = definition.schema().bind(point.point().values());
        return definition.model().simulation(List.of(parameters)) instanceof Simulation.Chain;
    }

    private List<PhaseColumn> all(boolean phase) {
        keys();
        columns.addAll(ParameterColumns.of(definition));
        effort();
        definition.columns().values().forEach(this::observable);
        definition.model().lines().forEach(this::line);
        definition.model().slopes().forEach(this::slope);
        if (phase) {
            phase();
        }
        columns.add(
                PhaseColumn.word("status", MEASURED, "how the row stands, the worst that applies", row -> row.measured()
                        .status()
                        .text()));
        columns.add(PhaseColumn.real(
                "cpu_seconds",
                CIRCUMSTANCE,
                "s",
                "seconds of one core that the row's batches took, an equal share where they serve several rows",
                PointRow::cpuSeconds));
        return columns;
    }

    private void keys() {
        Card card = definition.model().card();
        columns.add(PhaseColumn.word("model", KEY, card.title(), row -> card.id()));
        columns.add(PhaseColumn.whole("version", KEY, "the model's version", row -> (long) card.version()));
        columns.add(PhaseColumn.word("point_key", KEY, "SHA-256 of all that names the point", row -> row.point()
                .key()));
        columns.add(PhaseColumn.word("track_id", KEY, "the simulation that served the point", PointRow::trackKey));
    }

    private void effort() {
        count("disorder", "disorder samples; independent replicas where nothing is quenched", row -> row.measured()
                .disorder());
        count("thermal", "thermal replicas on each disorder sample", row -> row.measured()
                .thermal());
        count("replicas", "replicas in all", row -> row.measured().replicas());
        count("failed_replicas", "replicas that gave no number", row -> row.measured()
                .failed());
    }

    private void count(String name, String definition, Function<PointRow, Long> value) {
        columns.add(PhaseColumn.whole(name, MEASURED, definition, value));
    }

    private void observable(Observable x) {
        String name = x.name();
        measured(x, name, x.definition(), m -> m.estimate().mean());
        measured(x, name + "_stderr", "standard error of " + name, m -> m.estimate()
                .stderr());
        if (x instanceof Scalar scalar) {
            design(scalar);
        }
        columns.add(PhaseColumn.real(name + "_theory", THEORY, x.unit(), "theory of " + name, row -> judgement(row, x)
                .theory()));
        columns.add(PhaseColumn.real(
                name + "_z", THEORY, "1", "deviation of " + name + " from theory in standard errors", row -> judgement(
                                row, x)
                        .z()));
        columns.add(PhaseColumn.word(
                name + "_theory_kind",
                THEORY,
                "exact, step-corrected, limit or golden",
                row -> kind(judgement(row, x))));
    }

    private void design(Scalar x) {
        String name = x.name();
        if (x.event() && !definition.quenched() && !chain) {
            measured(x, name + "_low", "lower end of the 95 % Wilson interval of " + name, m -> m.interval()
                    .low());
            measured(x, name + "_high", "upper end of the 95 % Wilson interval of " + name, m -> m.interval()
                    .high());
        }
        if (definition.quenched()) {
            measured(x, name + "_within", "variance of " + name + " on one disorder sample", Measurement::within);
            measured(x, name + "_between", "variance of " + name + " between disorder samples", Measurement::between);
        }
        if (chain) {
            measured(x, name + "_tau", "integrated autocorrelation time of " + name + ", in passes", Measurement::tau);
            measured(x, name + "_ess", "effective number of samples of " + name, Measurement::effective);
            measured(x, name + "_rhat", "split R-hat of " + name, Measurement::rHat);
        }
    }

    private void measured(Observable x, String name, String what, ToDoubleFunction<Measurement> value) {
        String unit = name.matches(".*_(ess|rhat)") ? "1" : name.endsWith("_tau") ? "passes" : x.unit();
        columns.add(PhaseColumn.real(
                name,
                MEASURED,
                unit,
                what,
                row -> value.applyAsDouble(row.measured().measurements().get(x.name()))));
    }

    private static Judgement judgement(PointRow row, Observable x) {
        return row.judgements().getOrDefault(x.name(), Judgement.NONE);
    }

    private static String kind(Judgement judgement) {
        return judgement.kind().isEmpty() ? null : judgement.kind();
    }

    private void line(Line<?> line) {
        theory(line.name(), line.definition() + " (" + line.source() + "), on the axis " + line.along());
    }

    private void slope(Slope<?> slope) {
        theory(slope.name(), slope.definition() + " (" + slope.source() + "), along the axis " + slope.along());
    }

    private void theory(String name, String what) {
        columns.add(PhaseColumn.real(name, THEORY, "", what, row -> row.lines().get(name)));
    }

    private void phase() {
        columns.add(PhaseColumn.word("phase", THEORY, "the phase", row -> phase(row, Phase::label)));
        columns.add(PhaseColumn.word("phase_criterion", THEORY, "what decides", row -> phase(row, Phase::criterion)));
        columns.add(PhaseColumn.real(
                "phase_margin",
                THEORY,
                "1",
                "distance from the boundary in standard errors",
                row -> phase(row, Phase::margin)));
    }

    private static <T> T phase(PointRow row, Function<Phase, T> what) {
        return row.phase().map(what).orElse(null);
    }
}
