package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.memory.PseudoInverse.Diagonal;
import phasegrid.engine.model.memory.PseudoInverse.Point;
import phasegrid.engine.model.memory.PseudoInverse.Projected;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.testing.Instead;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** Basins, replica symmetry, and faults that the exact laws reject. */
class PseudoInverseTest {
    private static final PseudoInverse MODEL = new PseudoInverse();
    private static final Definition<Point, Projected> SOUND = Definition.of(MODEL);

    /** What is wrong with the simulation. */
    enum Fault {
        NONE(p -> p),
        FACTOR_TWO_IN_BETA(p -> with(p, 2 * p.beta(), p.diagonal(), p.order())),
        OTHER_DIAGONAL(p -> with(p, p.beta(), p.kept() ? Diagonal.REMOVED : Diagonal.KEPT, p.order())),
        PARALLEL_FOR_SEQUENTIAL(p -> with(p, p.beta(), p.diagonal(), Order.PARALLEL)),
        SEQUENTIAL_FOR_PARALLEL(p -> with(p, p.beta(), p.diagonal(), Order.RANDOM_SITE)),
        HEBB(p -> p),
        NEXT_PATTERN_FORGOTTEN(p -> p);

        private final UnaryOperator<Point> seen;

        Fault(UnaryOperator<Point> seen) {
            this.seen = seen;
        }

        Simulation<Projected> simulation(Point p) {
            return new Miscoupled(this, new PseudoInverseChain(seen.apply(p)));
        }

        private Projected couplings(Projected sound) {
            return switch (this) {
                case HEBB -> hebb(sound.patterns(), sound.patterns().columns());
                case NEXT_PATTERN_FORGOTTEN -> hebb(sound.patterns(), 1);
                default -> sound;
            };
        }
    }

    private static Point with(Point p, double beta, Diagonal diagonal, Order order) {
        return new Point(p.d(), p.n(), beta, p.t(), diagonal, p.start(), order);
    }

    /** Hebb's couplings of the first patterns: for one of them they are the projection. */
    private static Projected hebb(SignMatrix patterns, int count) {
        int d = patterns.rows();
        double[][] rows = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                int product = count == 1 ? patterns.sign(i, 0) * patterns.sign(j, 0) : patterns.product(i, j);
                rows[i][j] = (double) product / d;
            }
        }
        return new Projected(patterns, rows);
    }

    private record Miscoupled(Fault fault, PseudoInverseChain chain) implements Simulation.Chain<Projected> {
        @Override
        public void start(Projected q, ReplicaBlock block) {
            chain.start(fault.couplings(q), block);
        }

        @Override
        public void pass(Projected q, ReplicaBlock block) {
            chain.pass(q, block);
        }

        @Override
        public void measure(Projected q, Recorder out) {
            chain.measure(q, out);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            chain.save(out);
        }

        @Override
        public void load(Projected q, DataInput in) throws IOException {
            chain.load(fault.couplings(q), in);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_IN_BETA, d=24 n=2 beta=0.7, exact, energy",
        "PARALLEL_FOR_SEQUENTIAL, d=24 n=2 beta=0.7, exact, energy",
        "HEBB, d=8 n=2 beta=1, exact, energy",
        "NEXT_PATTERN_FORGOTTEN, d=24 n=2 beta=0.7, exact, overlap_sq",
        "OTHER_DIAGONAL, d=48 n=6 beta=1.5 t=1 order=parallel diagonal=kept, exact, overlap",
        "HEBB, d=48 n=24 beta=0.5 t=1 order=parallel diagonal=kept, exact, overlap",
        "SEQUENTIAL_FOR_PARALLEL, d=31 n=2 beta=inf t=3 order=parallel diagonal=kept, exact, basin_radius",
        "OTHER_DIAGONAL, d=7 n=2 beta=inf t=3 order=parallel diagonal=kept, exact, basin_radius",
        "HEBB, d=200 alpha=0.25 temperature=0.3 t=60, limit, overlap",
        "FACTOR_TWO_IN_BETA, d=200 alpha=0.25 temperature=0.3 t=60, limit, energy",
    })
    void faultsAreRejected(Fault fault, String point, String kind, String observable) {
        long seed = Seeds.of(fault + point + observable);
        Effort effort = point.contains("t=60")
                ? new Effort(16, 1, 0)
                : point.contains("t=") ? new Effort(256, 1, 0) : new Effort(64, 1, 200);
        assertThat(Math.abs(z(fault, point, kind, observable, seed, effort))).isGreaterThan(Seeds.ALARM);
        assertThat(Math.abs(z(Fault.NONE, point, kind, observable, seed, effort)))
                .isLessThan(Seeds.ALARM);
    }

    private static double z(Fault fault, String point, String kind, String observable, long seed, Effort effort) {
        return new Instead<>(MODEL, fault::simulation).z(point, kind, observable, seed, effort);
    }

    private static double recovered(String point) {
        String words = "d=200 beta=inf t=30 order=parallel " + point;
        return Sweeps.measured(SOUND, Seeds.of(words), words, new Effort(16, 1, 0))
                .measurements()
                .get("recovered")
                .estimate()
                .mean();
    }

    /** With the diagonal most of the basin is lost (Kanter and Sompolinsky 1987); every pattern rests with and without. */
    @Test
    void theDiagonalShrinksBasins() {
        assertThat(recovered("alpha=0.3 start.overlap=0.6")).isGreaterThan(0.8);
        assertThat(recovered("alpha=0.3 start.overlap=0.6 diagonal=kept")).isLessThan(0.8);
        assertThat(recovered("alpha=0.6 start.overlap=0.95")).isGreaterThan(0.6);
        assertThat(recovered("alpha=0.6 start.overlap=0.95 diagonal=kept")).isLessThan(0.1);
        assertThat(recovered("alpha=0.9")).isEqualTo(1);
        assertThat(recovered("alpha=0.9 diagonal=kept")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2, retrieval", "0.1, 0.55, 'no retrieval, retrieval metastable'", "0.1, 0.7, no retrieval"})
    void phasesAreThoseOfTheory(double alpha, double temperature, String label) {
        String words = "d=1000 alpha=" + alpha + " temperature=" + temperature;
        Point p = Sweeps.track(SOUND, 1, words).served().get(0).point().parameters();
        assertThat(MODEL.phase(p, null))
                .hasValueSatisfying(phase -> assertThat(phase.label()).isEqualTo(label));
    }
}
