package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

class SchedulesTest {
    private static final Schedules SOUND = new Schedules();

    private static Schedules.Point point(String words) {
        return Sweeps.track(Definition.of(SOUND), 1, words)
                .served()
                .get(0)
                .point()
                .parameters();
    }

    /** Closed forms of the processes, by quadrature and exact products. */
    @ParameterizedTest
    @CsvSource({
        "t=0.7 process.noiseTemperature=0.5, 0.3767015180291967, 0.7",
        "t=5.0588598 process=ddpm, 0.99995964, 1000",
        "t=5.025 process=variance-preserving, 0.99995681, 1",
        "t=0.5493061443340548 process=variance-exploding, 2, 2",
        "t=2 process=localisation, 0.01865736036377405, 0.01865736036377405"
    })
    void noiseAndClockAreKnown(String words, double noise, double clock) {
        Schedules.Point p = point(words);
        assertThat(p.level().noise()).isCloseTo(noise, within(1e-7));
        assertThat(p.level().clock()).isCloseTo(clock, within(1e-4 * clock));
        assertThat(p.scale() * p.scale() * p.ratio()).isCloseTo(noise, within(1e-7));
    }

    /** f = −1/(1+c), g = √(1+c) at c = 1.5: noise 3.045. */
    @Test
    void thePowerLawIsThatOfQuadrature() {
        double t = 0.5 * Math.log1p(3.044999999999999 * 6.25);
        Schedules.Point p = point("t=" + t + " process=power-law process.power=0.5");
        assertThat(p.level().noise()).isCloseTo(3.044999999999999, within(1e-9));
        assertThat(p.clock()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void aTimeOutOfReachIsRefused() {
        assertThatThrownBy(() -> point("t=3 process=power-law process.decay=0 process.power=-1"))
                .hasMessageContaining("σ² stays below");
    }

    /** The noise of a process with its variance taken per unit of time where it is 2 per unit, and with the mean noised twice. */
    private record Broken(boolean noise) implements Model<Schedules.Point, Void> {
        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<Schedules.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        @Override
        public long operations(Schedules.Point p) {
            return 64;
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }

        @Override
        public Simulation<Void> simulation(List<Schedules.Point> rungs) {
            Schedules.Point p = rungs.get(0);
            double shrink = Math.exp(noise ? -p.t() : -2 * p.t());
            double variance = (1 - Math.exp(-2 * p.t())) / (noise ? 2 : 1);
            return Simulation.Sampler.each((quench, block, r, out) -> {
                double x = shrink * (p.mean() + block.random(r).gaussian())
                        + Math.sqrt(variance) * block.random(r).gaussian();
                out.record(Schedules.STATE, r, x);
                out.record(Schedules.STATE_SQ, r, x * x);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"true, state_sq", "false, state"})
    void aFaultIsRejected(boolean noise, String observable) {
        Reference<Schedules.Point> reference = SOUND.references().stream()
                .filter(r -> r.observable().name().equals(observable))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 20; i++) {
            var estimate = Sweeps.measured(
                            Definition.of(new Broken(noise)), Seeds.of(observable + i), "t=0.7", Effort.of(2000))
                    .measurements()
                    .get(observable)
                    .estimate();
            double z = ZScore.of(estimate.mean(), estimate.stderr(), reference.at(point("t=0.7")), 0);
            assertThat(Math.abs(z)).isGreaterThan(Seeds.ALARM);
        }
    }
}
