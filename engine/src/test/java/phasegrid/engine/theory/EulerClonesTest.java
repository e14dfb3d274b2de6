package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.theory.EulerProgram.Grid;
import phasegrid.engine.theory.EulerProgram.Start;

class EulerClonesTest {
    private static final TwoGaussianMixture WIDE = TwoGaussianMixture.of(64, 0.5, 2, 0.3);
    private static final TwoGaussianMixture NARROW = TwoGaussianMixture.of(16, 1, 0.5, 0.3);

    private static EulerClones run(TwoGaussianMixture mixture, double t, double noiseLevel, int steps, Start start) {
        return EulerClones.of(new EulerProgram(mixture, t, noiseLevel, 4, steps, start));
    }

    /** Both forms are the posterior value at λ = 1 in continuous time; the step error falls as Δt. */
    @ParameterizedTest
    @CsvSource({"0.5, 1.1", "2, 0.7", "1, 1.3"})
    void theStepErrorIsOfFirstOrder(double width, double t) {
        TwoGaussianMixture mixture = TwoGaussianMixture.of(16, 1, width, 0.3);
        double coarse = run(mixture, t, 1, 200, Start.EXACT).sameLabel() - mixture.sameLabel(t);
        double fine = run(mixture, t, 1, 400, Start.EXACT).sameLabel() - mixture.sameLabel(t);
        assertThat(coarse / fine).isBetween(1.9, 2.1);
        assertThat(ContinuousClones.sameLabel(mixture, t, 1)).isCloseTo(mixture.sameLabel(t), within(1e-6));
    }

    @Test
    void uturnAndSignShareTheContinuousLimit() {
        EulerClones clones = run(NARROW, 0.9, 1, 1000, Start.EXACT);
        assertThat(clones.sameLabelUturn()).isCloseTo(NARROW.sameLabel(0.9), within(1e-3));
        assertThat(run(WIDE, 0.2, 1, 1000, Start.EXACT).sameSign()).isCloseTo(WIDE.sameSign(0.2), within(4e-3));
        assertThat(clones.plusFraction()).isCloseTo(0.3, within(1e-3));
        assertThat(clones.finalRadiusSquared(16)).isCloseTo(1.25, within(0.01));
    }

    /** The posterior value is taken at the exact law of x_t for the exact start, whatever the step. */
    @Test
    void theExactStartHasNoStepErrorBeforeTheBranching() {
        assertThat(run(WIDE, 1.234, 2, 12, Start.EXACT).sameLabelExact())
                .isCloseTo(WIDE.sameLabel(1.234), within(1e-10));
        assertThat(run(WIDE, 1.234, 2, 12, Start.HORIZON).sameLabelExact())
                .isNotCloseTo(WIDE.sameLabel(1.234), within(1e-3));
    }

    /** One noiseless step by hand, at the horizon: y′ = y + h[y + (1+λ)(−y/Γ + c tanh(cy + ℓ))]. */
    @Test
    void oneStepOfTheFlow() {
        double gamma = 1 - 0.75 * Math.exp(-8);
        double field = 4 * Math.exp(-4) / gamma;
        double expected = Quadrature.normal(
                y -> {
                    double end = y + 4 * (y - y / gamma + field * Math.tanh(field * y + 0.5 * Math.log(3.0 / 7)));
                    return EulerClones.agreement(1 / (1 + Math.exp(-2 * 16 * end) * 7 / 3));
                },
                -9,
                9,
                1e-4);
        assertThat(run(NARROW, 4, 0, 1, Start.HORIZON).sameLabel()).isCloseTo(expected, within(1e-7));
    }

    /** One noisy step by hand, with the double integral over start and noise; the posterior at 0 is far steeper. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.3", "3, 0.02"})
    void oneStepWithNoise(double noiseLevel, double t) {
        double gamma = NARROW.variance(t);
        double field = 4 * Math.exp(-t) / gamma;
        double sd = Math.sqrt(2 * noiseLevel * t);
        double plus = 0;
        for (double y = -9; y <= 9; y += 1.0 / 64) {
            double drift = y + (1 + noiseLevel) * (field * Math.tanh(field * y + 0.5 * Math.log(3.0 / 7)) - y / gamma);
            double mean = y + t * drift;
            double p = Quadrature.normal(z -> 1 / (1 + Math.exp(-32 * (mean + sd * z)) * 7 / 3), -9, 9, 1.0 / 32);
            plus += NARROW.density(y, t) * EulerClones.agreement(p) / 64;
        }
        assertThat(run(NARROW, t, noiseLevel, 8, Start.EXACT).sameLabel()).isCloseTo(plus, within(1e-7));
    }

    @Test
    void endsOfTheTimeAxis() {
        double data = TwoGaussianMixture.sameLabelAt(2, 0.3);
        EulerClones atData = run(WIDE, 0, 1, 40, Start.EXACT);
        assertThat(atData.sameLabel()).isCloseTo(data, within(1e-9));
        assertThat(atData.sameSign()).isEqualTo(1);
        assertThat(atData.finalRadiusSquared(64)).isCloseTo(WIDE.finalRadiusSquared(64), within(1e-7));
        EulerClones afterRun = run(WIDE, 0, 1, 1000, Start.HORIZON);
        assertThat(afterRun.sameLabel()).isEqualTo(afterRun.sameLabelExact()).isCloseTo(data, within(0.02));
        EulerClones shortStep = run(WIDE, 1e-4, 1, 40, Start.EXACT);
        assertThat(shortStep.sameLabel()).isBetween(TwoGaussianMixture.sameLabelAt(2, 0.3) - 1e-2, data);
        assertThat(run(WIDE, 4, 1, 40, Start.HORIZON).sameLabelExact()).isCloseTo(0.58, within(0.01));
    }

    /** A branching time just off the grid gives what the grid time gives. */
    @ParameterizedTest
    @CsvSource({"HORIZON", "EXACT"})
    void shortStepsAreContinuous(Start start) {
        EulerClones on = run(NARROW, 1.2, 1, 40, start);
        for (double t : new double[] {1.2 - 1e-5, 1.2 + 1e-5, 1.2 - 1e-9, 1.2 + 1e-9}) {
            assertThat(run(NARROW, t, 1, 40, start).sameLabel()).isCloseTo(on.sameLabel(), within(1e-5));
        }
        assertThat(run(NARROW, 1.25, 1, 40, start).sameLabel()).isNotCloseTo(on.sameLabel(), within(1e-3));
    }

    @Test
    void orthogonalCoordinatesFollowTheLinearRecursion() {
        double variance = 1;
        for (int j = 8; j > 0; j--) {
            double gamma = 1 + 3 * Math.exp(-j);
            double factor = 1 + 0.5 * (1 - 3 / gamma);
            variance = factor * factor * variance + 2;
        }
        assertThat(run(WIDE, 1, 2, 8, Start.HORIZON).acrossVariance()).isCloseTo(variance, within(1e-12));
    }

    @Test
    void weakNoiseTendsToTheFlow() {
        EulerClones flow = run(NARROW, 1, 0, 40, Start.EXACT);
        EulerClones weak = run(NARROW, 1, 1e-3, 40, Start.EXACT);
        assertThat(flow.sameSign()).isEqualTo(1);
        assertThat(flow.sameLabel()).isCloseTo(1, within(1e-5));
        assertThat(weak.sameLabelUturn()).isCloseTo(flow.sameLabelUturn(), within(1e-3));
        assertThat(weak.alongSquared()).isCloseTo(flow.alongSquared(), within(0.02));
        assertThat(weak.plusFraction()).isCloseTo(flow.plusFraction(), within(1e-3));
        assertThat(ContinuousClones.sameLabel(WIDE, 1, 0)).isEqualTo(WIDE.sameLabel(0));
    }

    /** A run that begins where r is 8 or more at the branching never crosses. */
    @Test
    void committedFromTheBranchingOn() {
        EulerClones clones = run(TwoGaussianMixture.of(4096, 1, 0.05, 0.7), 0.5, 1, 400, Start.EXACT);
        assertThat(clones.sameLabel()).isCloseTo(1, within(1e-9));
        assertThat(clones.plusFraction()).isCloseTo(0.7, within(1e-9));
        assertThat(clones.finalRadiusSquared(4096)).isCloseTo(1, within(0.1));
    }

    /** Mirror image: exchanging the classes changes no clone observable. */
    @Test
    void exchangingTheClassesExchangesTheFractions() {
        EulerClones one = run(TwoGaussianMixture.of(16, 1, 0.5, 0.2), 1.23, 0.5, 40, Start.HORIZON);
        EulerClones other = run(TwoGaussianMixture.of(16, 1, 0.5, 0.8), 1.23, 0.5, 40, Start.HORIZON);
        assertThat(other.sameLabel()).isCloseTo(one.sameLabel(), within(1e-7));
        assertThat(other.sameSign()).isCloseTo(one.sameSign(), within(1e-7));
        assertThat(other.plusFraction()).isCloseTo(1 - one.plusFraction(), within(1e-7));
    }

    /** Score at time 0 with Γ = 0.0025 and h(1+λ)/Γ = 68: trajectories are thrown across at each of the last steps. */
    @Test
    void violentlyUnstableProgramsHaveNoValue() {
        TwoGaussianMixture narrow = new TwoGaussianMixture(28, 0.05, 0.23);
        EulerClones clones = EulerClones.of(new EulerProgram(narrow, 2.4, 16, 4, 400, Start.EXACT, Grid.PUBLISHED));
        assertThat(clones.sameLabel()).isNaN();
        assertThat(run(narrow, 2.4, 4, 400, Start.EXACT).sameLabel()).isBetween(0.5, 1.0);
    }

    @Test
    void valuesOutsideTheDomainAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(WIDE, 5, 1, 40, Start.HORIZON))
                .withMessage("Cannot follow an Euler program: branching is 5.0; give a time up to the horizon 4.0, "
                        + "or the exact start on the default grid.");
        assertThatIllegalArgumentException().isThrownBy(() -> run(WIDE, 1, -1, 40, Start.EXACT));
        assertThatIllegalArgumentException().isThrownBy(() -> run(WIDE, 1, 1, 0, Start.EXACT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EulerProgram(WIDE, 5, 1, 4, 40, Start.EXACT, Grid.PUBLISHED));
    }
}
