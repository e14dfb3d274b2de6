package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import phasegrid.jobs.spark.RunState;

/** The predicted end of a run. */
final class RemainingTest {
    private static RunState state(double work, double done, double seconds) {
        return new RunState(0, 0, 0, 0, work, done, seconds, 0);
    }

    @Test
    void nothingIsPredictedBeforeAnythingIsKnown() {
        Remaining remaining = new Remaining();
        assertThat(remaining.text()).isEmpty();
        remaining.hears(state(100, 0, 5));
        remaining.hears(state(100, 1, 9));
        assertThat(remaining.text()).isEmpty();
    }

    @Test
    void aSteadyRunHasNoMargin() {
        Remaining remaining = new Remaining();
        for (int i = 1; i <= 5; i++) {
            remaining.hears(state(1000, 10 * i, 30 + 2 * i));
        }
        assertThat(remaining.expected()).isEqualTo(190, within(1e-9));
        assertThat(remaining.margin()).isEqualTo(0, within(1e-4));
        assertThat(remaining.text()).hasValue("ETA 3 min (3 min to 3 min)");
    }

    @Test
    void aShortStretchWaitsForMore() {
        Remaining remaining = new Remaining();
        for (int i = 1; i <= 8; i++) {
            remaining.hears(state(100, i, 0.25 * i));
        }
        assertThat(remaining.text()).hasValue("ETA 23 s");
    }

    /** Of 1000 runs 800 must end inside: five standard deviations of that count are 63. */
    @Test
    void theIntervalHoldsEightyOfAHundredRuns() {
        SplittableRandom random = new SplittableRandom("RemainingTest.theIntervalHoldsEightyOfAHundredRuns".hashCode());
        int inside = 0;
        for (int run = 0; run < 1000; run++) {
            Remaining remaining = new Remaining();
            double seconds = 20;
            for (int i = 1; i <= 12; i++) {
                seconds += 3 + random.nextGaussian() * 0.5;
                remaining.hears(state(30, i, seconds));
            }
            double rest = 0;
            for (int i = 13; i <= 30; i++) {
                rest += 3 + random.nextGaussian() * 0.5;
            }
            inside += Math.abs(rest - remaining.expected()) < remaining.margin() ? 1 : 0;
        }
        assertThat(inside).isBetween(737, 863);
    }

    @Test
    void timesAreInTheUnitThatSuitsThem() {
        assertThat(Remaining.time(42.4)).isEqualTo("42 s");
        assertThat(Remaining.time(600)).isEqualTo("10 min");
        assertThat(Remaining.time(9000)).isEqualTo("2.5 h");
    }
}
