package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.memory.NoisyNeurons.Point;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Redirected;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** What is special to noisy neurons: faults that its laws reject, cycles of two, what never rises at T = 0. */
class NoisyNeuronsTest {
    private static final Definition<Point, SignMatrix> SOUND = Definition.of(new NoisyNeurons());

    /** What is wrong with the dynamics; theory keeps the sound point. */
    enum Fault {
        NONE(p -> p),
        FACTOR_TWO_IN_BETA(p -> with(p, 2 * p.beta(), p.order(), p.selfCoupling(), p.t())),
        SELF_COUPLING_KEPT(p -> with(p, p.beta(), p.order(), !p.selfCoupling(), p.t())),
        PARALLEL_FOR_SEQUENTIAL(p -> with(p, p.beta(), Order.PARALLEL, p.selfCoupling(), p.t())),
        PERMUTATION_FOR_RANDOM_SITES(p -> with(p, p.beta(), Order.PERMUTATION, p.selfCoupling(), p.t()));

        private final UnaryOperator<Point> seen;

        Fault(UnaryOperator<Point> seen) {
            this.seen = seen;
        }
    }

    private static Point with(Point p, double beta, Order order, boolean self, double t) {
        return new Point(p.d(), p.n(), beta, t, order, self, p.start(), p.patterns());
    }

    private static double z(Fault fault, String point, String observable) {
        Definition<Point, SignMatrix> broken = Definition.of(new Redirected<>(new NoisyNeurons(), fault.seen));
        long seed = Seeds.of(fault + point + observable);
        Measured measured = Sweeps.measured(broken, seed, point, Effort.of(2048));
        Point p = Sweeps.track(SOUND, seed, point).served().get(0).point().parameters();
        Judgement judgement = Theory.of(SOUND).judge(p, measured).get(observable);
        return Math.abs(judgement.z());
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_IN_BETA, d=20 beta=1.5 start.overlap=0.5 t=1, overlap",
        "SELF_COUPLING_KEPT, d=8 beta=1.5 start.overlap=0.5 t=1, overlap",
        "PARALLEL_FOR_SEQUENTIAL, d=20 beta=1.5 start.overlap=0.5 t=1, overlap",
        "PERMUTATION_FOR_RANDOM_SITES, d=20 beta=1.5 start.overlap=0.5 t=1, overlap",
    })
    void faultsAreRejected(Fault fault, String point, String observable) {
        assertThat(z(fault, point, observable)).isGreaterThan(Seeds.ALARM);
        assertThat(z(Fault.NONE, point, observable)).isLessThan(Seeds.ALARM);
    }

    @Test
    void twoSpinsThatPullAtEachOtherTurnForEver() {
        Measured measured = Sweeps.measured(SOUND, 3, "d=2 beta=inf t=3 order=parallel start.overlap=0", Effort.of(64));
        assertThat(measured.measurements().get("two_cycle").estimate().mean()).isEqualTo(1);
        assertThat(measured.measurements().get("two_time").estimate().mean()).isEqualTo(-0.5);
    }

    /** Parities are such that no field is 0, which would be a coin's toss. */
    @Test
    void parallelAttractorsAtZeroTemperatureAreFixedPointsOrCyclesOfTwo() {
        String point = "d=40 n=31 beta=inf order=parallel start=random t=";
        double cycles = mean(point + 30, "two_cycle");
        assertThat(cycles).isBetween(0.1, 1.0).isEqualTo(mean(point + 32, "two_cycle"));
        assertThat(mean(point.replace("d=40", "d=41") + "30 selfCoupling=true", "two_cycle"))
                .isZero();
    }

    private static double mean(String point, String observable) {
        return Sweeps.measured(SOUND, 5, point, Effort.of(64))
                .measurements()
                .get(observable)
                .estimate()
                .mean();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void whatNeverRisesAtZeroTemperatureDoesNot(Order order) {
        String sought = order.parallel() ? "two_time" : "energy";
        double before = Double.POSITIVE_INFINITY;
        for (int t = 1; t < 8; t++) {
            double now = mean(
                    "d=60 n=12 beta=inf start=random order="
                            + order.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " t=" + t,
                    sought);
            assertThat(now).isLessThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void energyRisesInParallelWhereTwoTimeFalls() {
        String point = "d=2 beta=inf order=parallel start.overlap=0 t=";
        assertThat(mean(point + 1, "energy")).isEqualTo(0.25).isEqualTo(mean(point + 2, "energy"));
    }

    @Test
    void mixturesLastBelowTheirTemperatureAndFallApartAbove() {
        String point = "d=4096 n=3 start=mixture patterns=balanced t=60 temperature=";
        Measured cold = Sweeps.measured(SOUND, 1, point + 0.3, Effort.of(4));
        assertThat(cold.measurements().get("overlap").estimate().mean()).isBetween(0.47, 0.51);
        assertThat(cold.measurements().get("spread").estimate().mean()).isLessThan(0.15);
        Measured warm = Sweeps.measured(SOUND, 1, point + 0.6, Effort.of(4));
        assertThat(warm.measurements().get("spread").estimate().mean()).isGreaterThan(0.3);
    }

    @Test
    void badPointsAreRefused() {
        for (String bad :
                List.of("d=10 beta=1 t=2.5", "d=10 beta=1 start=mixture", "d=10 n=2 beta=1 patterns=balanced")) {
            assertThatThrownBy(() -> Sweeps.track(SOUND, 1, bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
