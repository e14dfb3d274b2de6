package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.memory.NoisyNeuronsAnnealing.Point;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Redirected;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.MixtureState;

/** A mixture lasts on the way up to T_3 = 0.46 and is not found on the way down; faults that theory rejects. */
class NoisyNeuronsAnnealingTest {
    private static final Definition<Point, SignMatrix> SOUND = Definition.of(new NoisyNeuronsAnnealing());

    /** T = 1.25, 0.8, 0.6, 0.3 and 0.2. */
    private static final String MIXED =
            " d=1024 n=3 start=mixture patterns=balanced ladder=0.8,1.25,1.6666666666666667,3.3333333333333335,5"
                    + " protocol.updates=50";

    /** What is wrong with the simulation; theory keeps the sound point. */
    enum Fault {
        NONE(p -> p),
        FACTOR_TWO_IN_BETA(p -> with(p, p.n(), 2 * p.beta(), p.protocol(), p.start())),
        ONE_PATTERN_TOO_MANY(p -> with(p, p.n() + 1, p.beta(), p.protocol(), p.start())),
        COOLED_FOR_HEATED(p -> with(p, p.n(), p.beta(), new LadderProtocol.Annealing(50), p.start())),
        BEGUN_IN_A_PATTERN(p -> with(p, p.n(), p.beta(), p.protocol(), new Start.Pattern(1)));

        private final UnaryOperator<Point> seen;

        Fault(UnaryOperator<Point> seen) {
            this.seen = seen;
        }
    }

    private static Point with(Point p, int n, double beta, LadderProtocol protocol, Start start) {
        return new Point(p.d(), n, beta, protocol, start, p.patterns(), p.t());
    }

    private static double z(Fault fault, String words, String observable, Effort effort) {
        Definition<Point, SignMatrix> broken = Definition.of(new Redirected<>(new NoisyNeuronsAnnealing(), fault.seen));
        long seed = Seeds.of(fault + words + observable);
        Measured measured = Sweeps.measured(broken, seed, words, effort);
        Point p = Sweeps.track(SOUND, seed, words).served().get(0).point().parameters();
        return Math.abs(Theory.of(SOUND).judge(p, measured).get(observable).z());
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_IN_BETA, energy, d=16 n=2 beta=0.5 protocol=alone",
        "ONE_PATTERN_TOO_MANY, energy, d=16 n=2 beta=0.5 protocol=alone",
        "FACTOR_TWO_IN_BETA, overlap_abs, d=20 beta=0.7 protocol=alone",
        "FACTOR_TWO_IN_BETA, overlap, beta=3.3333333333333335 protocol=heating",
        "COOLED_FOR_HEATED, overlap, beta=5 protocol=heating",
        "BEGUN_IN_A_PATTERN, overlap, beta=5 protocol=heating"
    })
    void faultsAreRejected(Fault fault, String observable, String point) {
        String words = point.contains("alone") ? point : point + MIXED;
        Effort effort = point.contains("alone") ? new Effort(64, 1, 200) : new Effort(16, 1, 1);
        assertThat(z(fault, words, observable, effort)).isGreaterThan(Seeds.ALARM);
        assertThat(z(Fault.NONE, words, observable, effort)).isLessThan(Seeds.ALARM);
    }

    private static double mean(String protocol, double beta, String observable) {
        String words = "protocol=" + protocol + " beta=" + beta + MIXED;
        return Sweeps.measured(SOUND, Seeds.of(words), words, new Effort(8, 1, 1))
                .measurements()
                .get(observable)
                .estimate()
                .mean();
    }

    @Test
    void aMixtureThatIsHeatedLastsUpToItsTemperature() {
        double cold = 1 / 0.3;
        assertThat(mean("heating", cold, "overlap")).isCloseTo(new MixtureState(3, cold).overlap(), within(0.02));
        assertThat(mean("heating", cold, "spread")).isLessThan(0.15);
        assertThat(mean("heating", 1 / 0.6, "spread")).isGreaterThan(0.5);
        assertThat(mean("heating", 0.8, "overlap")).isCloseTo(0, within(0.1));
    }

    /** On the way down one pattern is found, whose energy is lower; back up again it is that pattern that lasts. */
    @ParameterizedTest
    @ValueSource(strings = {"annealing", "hysteresis"})
    void aMixtureIsNotFoundOnTheWayDown(String protocol) {
        assertThat(mean(protocol, 5, "energy")).isLessThan(mean("heating", 5, "energy") - 0.05);
        assertThat(mean(protocol, 5, "spread")).isGreaterThan(0.5);
    }

    @Test
    void exchangesAreRefused() {
        assertThatThrownBy(() -> Sweeps.track(SOUND, 1, "d=40 n=2 beta=1 protocol=exchange"))
                .hasMessageContaining("exchange");
        assertThatThrownBy(() -> Sweeps.track(SOUND, 1, "d=10 n=2 beta=1 patterns=balanced"))
                .hasMessageContaining("multiple");
    }
}
