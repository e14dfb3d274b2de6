package phasegrid.engine.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardProcessTest {
    static List<Schedule> schedules() {
        return List.of(
                new ForwardProcess.Ou(1),
                new ForwardProcess.Ou(0.5),
                new ForwardProcess.VarianceExploding(),
                new ForwardProcess.VariancePreserving(0.1, 20),
                new ForwardProcess.Ddpm(),
                new ForwardProcess.PowerLaw(1, 1, 0.5),
                new ForwardProcess.PowerLaw(0, 0.7, 0.2),
                new ForwardProcess.Tabulated(List.of(0.0, 0.5, 2.0), List.of(1.0, 0.9, 1.1), List.of(1.0, 1.1, 0.9)),
                new ForwardProcess.Localisation(),
                InterpolantPath.LINEAR,
                InterpolantPath.TRIGONOMETRIC);
    }

    /** σ² = T(e^{2t} − 1), the clock turns back into t, and the rates are the derivatives that they say. */
    @ParameterizedTest
    @MethodSource("schedules")
    void clocksAndRatesAreConsistent(Schedule schedule) {
        double temperature = schedule instanceof ForwardProcess p ? p.noiseTemperature() : 1;
        for (double t : new double[] {0.003, 0.1, 0.4, 1.3, 3.1}) {
            double h = 1e-5 * t;
            Level at = schedule.at(t);
            Level after = schedule.at(t + h);
            Level before = schedule.at(t - h);
            assertThat(at.ratio() / (temperature * Math.expm1(2 * t))).isCloseTo(1, within(1e-12));
            assertThat(schedule.time(at.clock()) / t).isCloseTo(1, within(1e-10));
            assertThat(at.growth())
                    .isCloseTo(slope(Math.log(after.noise() / before.noise()) / 2, h), close(at.growth()));
            assertThat(at.ratioGrowth())
                    .isCloseTo(slope(Math.log(after.ratio() / before.ratio()) / 2, h), close(at.ratioGrowth()));
            assertThat(1 / at.speed()).isCloseTo(slope(after.clock() - before.clock(), h), close(1 / at.speed()));
        }
    }

    private static double slope(double difference, double h) {
        return difference / (2 * h);
    }

    private static org.assertj.core.data.Offset<Double> close(double value) {
        return within(1e-6 * Math.abs(value) + 1e-9);
    }

    /** Closed forms of arXiv 2011.13456, 2006.11239, 2209.11215 and of the Ornstein-Uhlenbeck process. */
    @Test
    void knownNumbers() {
        ForwardProcess ddpm = new ForwardProcess.Ddpm();
        assertThat(Math.pow(ddpm.at(ddpm.time(1000)).shrink(), 2)).isCloseTo(4.035829765375676e-05, within(1e-12));
        assertThat(ddpm.time(1000)).isCloseTo(5.05886, within(1e-5));
        assertThat(new ForwardProcess.VariancePreserving(0.1, 20).time(1)).isCloseTo(5.025, within(1e-12));
        ForwardProcess power = new ForwardProcess.PowerLaw(1, 1, 0.5);
        assertThat(power.at(power.time(1.5)).noise()).isCloseTo(3.044999999999999, within(1e-9));
        assertThat(new ForwardProcess.Ou(0.5).at(0.7).noise()).isCloseTo(0.3767015180291967, within(1e-12));
        assertThat(new ForwardProcess.Localisation().clock(2)).isCloseTo(0.01865736036377405, within(1e-12));
        assertThat(new ForwardProcess.VarianceExploding().time(2)).isCloseTo(0.5493061443340548, within(1e-12));
    }

    /** f = −1/(1+c), g = √(1+c) in two thousand pieces is that power law up to the square of a piece. */
    @Test
    void aTableTendsToTheLawThatItTabulates() {
        List<Double> clocks = new ArrayList<>();
        List<Double> decays = new ArrayList<>();
        List<Double> drives = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            clocks.add(i / 1000.0);
            decays.add(1 / (1.0005 + clocks.get(i)));
            drives.add(Math.sqrt(1.0005 + clocks.get(i)));
        }
        ForwardProcess table = new ForwardProcess.Tabulated(clocks, decays, drives);
        assertThat(table.at(table.time(1.5)).noise()).isCloseTo(3.045, within(1e-6));
    }

    @Test
    void theClockOfDdpmCountsItsSteps() {
        ForwardProcess ddpm = new ForwardProcess.Ddpm();
        for (int k = 1; k <= 1000; k++) {
            assertThat(ddpm.clock(ddpm.time(k))).isCloseTo(k, within(1e-9));
        }
        assertThat(ddpm.clock(0)).isZero();
        assertThat(ddpm.clock(ddpm.time(1500))).isCloseTo(1500, within(1e-9));
    }

    @Test
    void whatIsNoProcessIsRefused() {
        assertThatThrownBy(() -> new ForwardProcess.VariancePreserving(2, 1)).hasMessageContaining("does not fall");
        assertThatThrownBy(() -> new ForwardProcess.PowerLaw(0, 1, -1).at(2))
                .hasMessageContaining("σ² stays below 2.0");
        assertThatThrownBy(() -> new ForwardProcess.Tabulated(List.of(0.0, 1.0), List.of(1.0), List.of(1.0)))
                .hasMessageContaining("give as many of each");
        assertThatThrownBy(() -> new ForwardProcess.Tabulated(List.of(0.1), List.of(1.0), List.of(1.0)))
                .hasMessageContaining("ascend from 0");
        assertThatThrownBy(() -> new ForwardProcess.Tabulated(List.of(0.0), List.of(-1.0), List.of(1.0)).at(2))
                .hasMessageContaining("σ² stays below 1.0");
    }
}
