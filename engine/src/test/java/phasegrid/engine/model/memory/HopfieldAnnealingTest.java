package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.dynamics.LadderProtocol;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.model.memory.HopfieldAnnealing.Point;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Redirected;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.HopfieldSaddle;

/** What is kept on the way up, what is not found on the way down, and faults that theory rejects. */
class HopfieldAnnealingTest {
    private static final Definition<Point, SignMatrix> SOUND = Definition.of(new HopfieldAnnealing());
    private static final Effort EFFORT = new Effort(16, 1, 1);

    /** T = 1.5, 0.8, 0.5, 0.4 and 0.2; T_M = 0.54 at this load. */
    private static final String LADDER = " d=300 n=15 ladder=0.6666666666666666,1.25,2,2.5,5 protocol.updates=60";

    /** What is wrong with the simulation; theory keeps the sound point. */
    enum Fault {
        NONE(p -> p),
        FACTOR_TWO_IN_BETA(p -> with(p, p.n(), 2 * p.beta(), p.protocol())),
        ONE_PATTERN_TOO_MANY(p -> with(p, p.n() + 1, p.beta(), p.protocol())),
        COOLED_FOR_HEATED(p -> with(p, p.n(), p.beta(), new LadderProtocol.Annealing(60))),
        HEATED_AFTER_COOLING(p -> with(p, p.n(), p.beta(), new LadderProtocol.Hysteresis(60)));

        private final UnaryOperator<Point> seen;

        Fault(UnaryOperator<Point> seen) {
            this.seen = seen;
        }
    }

    private static Point with(Point p, int n, double beta, LadderProtocol protocol) {
        return new Point(p.d(), n, beta, protocol, p.start(), p.t());
    }

    private static double mean(String protocol, double beta, String observable) {
        String words = "protocol=" + protocol + " beta=" + beta + LADDER;
        return Sweeps.measured(SOUND, Seeds.of(words), words, new Effort(8, 1, 1))
                .measurements()
                .get(observable)
                .estimate()
                .mean();
    }

    private static double z(Fault fault, String words, String observable, Effort effort) {
        Definition<Point, SignMatrix> broken = Definition.of(new Redirected<>(new HopfieldAnnealing(), fault.seen));
        long seed = Seeds.of(fault + words + observable);
        Measured measured = Sweeps.measured(broken, seed, words, effort);
        Point p = Sweeps.track(SOUND, seed, words).served().get(0).point().parameters();
        return Math.abs(Theory.of(SOUND).judge(p, measured).get(observable).z());
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_IN_BETA, energy, d=16 n=2 beta=0.5 protocol=alone",
        "ONE_PATTERN_TOO_MANY, random_energy, d=16 n=2 beta=0.5 protocol=alone",
        "COOLED_FOR_HEATED, overlap, beta=2.5 protocol=heating",
        "HEATED_AFTER_COOLING, overlap, beta=5 protocol=heating",
        "FACTOR_TWO_IN_BETA, q, beta=2.5 protocol=heating"
    })
    void faultsAreRejected(Fault fault, String observable, String point) {
        String words = point.contains("alone") ? point : point + LADDER;
        Effort effort = point.contains("alone") ? new Effort(64, 1, 200) : EFFORT;
        assertThat(z(fault, words, observable, effort)).isGreaterThan(Seeds.ALARM);
        assertThat(z(Fault.NONE, words, observable, effort)).isLessThan(Seeds.ALARM);
    }

    @Test
    void aPatternIsKeptOnTheWayUpToTheSpinodalAlone() {
        assertThat(mean("heating", 2.5, "overlap"))
                .isCloseTo(HopfieldSaddle.at(2.5).retrieval(0.05).m(), within(0.03));
        assertThat(mean("heating", 1.25, "overlap")).isLessThan(0.4);
    }

    /** Beyond the loop both ways lead to one state; within it cooling misses what heating keeps. */
    @Test
    void theWayDownIsNotTheWayUp() {
        assertThat(mean("heating", 2.5, "overlap") - mean("annealing", 2.5, "overlap"))
                .isGreaterThan(0.3);
        assertThat(mean("hysteresis", 2.5, "overlap")).isLessThan(0.7);
        assertThat(mean("hysteresis", 2.0 / 3, "random_energy"))
                .isCloseTo(mean("annealing", 2.0 / 3, "random_energy"), within(0.03));
    }

    @Test
    void exchangesAreRefused() {
        assertThatThrownBy(() -> Sweeps.track(SOUND, 1, "d=40 n=2 beta=1 protocol=exchange"))
                .hasMessageContaining("exchange");
    }
}
