package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmpiricalPosteriorTest {
    /**
     * Sums over Gauss-Legendre nodes in the lengths and the angle (NumPy), which share no step with the contour
     * integrals: E Y2 and the entropy per dimension.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 10, 0.2, 0.33768172229, 0.70158565008",
        "8, 100, 0.3, 0.34366710376, 0.22516708379",
        "3, 2, 0.5, 0.72062662385, 0.14119427880"
    })
    void asSummedDirectly(double d, double n, double t, double participation, double perDimension) {
        var averages =
                EmpiricalPosterior.ofGaussian(d, n, 1 / Math.expm1(2 * t)).averages();
        assertThat(averages.participation()).isCloseTo(participation, within(2e-9));
        assertThat(averages.entropy() / d).isCloseTo(perDimension, within(3e-9));
        assertThat(averages.sameClass()).isEqualTo(1);
    }

    @Test
    void limitsOfTime() {
        var early = EmpiricalPosterior.ofGaussian(8, 100, 1 / Math.expm1(2e-4));
        assertThat(early.averages().participation()).isCloseTo(1, within(1e-9));
        assertThat(early.averages().entropy()).isCloseTo(0, within(1e-9));
        assertThat(early.nearest().largest()).isCloseTo(1, within(1e-9));
        assertThat(early.nearest().energy()).isCloseTo(4, within(1e-7));
        var late = EmpiricalPosterior.ofGaussian(8, 100, 1 / Math.expm1(24)).averages();
        assertThat(late.participation()).isCloseTo(0.01, within(1e-8));
        assertThat(late.entropy()).isCloseTo(Math.log(100), within(1e-8));
    }

    @Test
    void manyPoints() {
        var law = EmpiricalPosterior.ofGaussian(64, 1e11, 1 / Math.expm1(2 * 0.25));
        var averages = law.averages();
        assertThat(averages.participation()).isBetween(0.0, law.nearest().largest());
        assertThat(averages.entropy()).isBetween(0.0, Math.log(1e11));
        assertThat(averages.entropy()).isGreaterThan(-Math.log(law.nearest().largest()));
    }

    /** Where classes lie apart, every way to say so gives the same; where they coincide there is one class. */
    @Test
    void classesApartAndTogether() {
        double q = 1 / Math.expm1(0.6);
        var far = new EmpiricalPosterior(8, 100, q, 400 * q / 2, 0.5).averages();
        var apart = new EmpiricalPosterior(8, 100, q, Double.POSITIVE_INFINITY, 0.5).averages();
        assertThat(far.participation()).isCloseTo(apart.participation(), within(1e-9));
        assertThat(far.entropy()).isCloseTo(apart.entropy(), within(1e-9));
        assertThat(apart.sameClass()).isCloseTo(1, within(1e-9));
        var together = new EmpiricalPosterior(8, 100, q, 0, 0.3).averages();
        var single = EmpiricalPosterior.ofGaussian(8, 100, q).averages();
        assertThat(together.participation()).isCloseTo(single.participation(), within(2e-6));
        assertThat(together.entropy()).isCloseTo(single.entropy(), within(1e-5));
        double same = 0.3 * 0.3 + 0.7 * 0.7;
        assertThat(together.sameClass())
                .isCloseTo(single.participation() + (1 - single.participation()) * same, within(1e-5));
    }

    /** Overlapping classes by a sum over 20,000 training sets (NumPy), with its error. */
    @ParameterizedTest
    @CsvSource({
        "8, 100, 1, 1, 0.3, 0.5, 0.38467751, 0.00191371, 0.78905843, 0.00126476, 1.63506066, 0.00588617",
        "3, 20, 0.5, 2, 0.4, 0.3, 0.15845846, 0.00078377, 0.84007359, 0.00119029, 2.23068157, 0.00314723",
        "16, 50, 1, 4, 1.2, 0.8, 0.08641523, 0.00048651, 0.76689104, 0.00113595, 3.08506351, 0.00274638",
        "1, 5, 0.3, 1, 0.7, 0.4, 0.25365598, 0.0005351, 0.70518864, 0.00119869, 1.47036445, 0.00123627"
    })
    void overlappingClasses(
            double d,
            double n,
            double variance,
            double square,
            double t,
            double p,
            double participation,
            double error1,
            double sameClass,
            double error2,
            double entropy,
            double error3) {
        double ratio = Math.expm1(2 * t);
        var averages = new EmpiricalPosterior(d, n, variance / ratio, square / (2 * ratio), p).averages();
        assertThat(averages.participation()).isCloseTo(participation, within(4 * error1));
        assertThat(averages.sameClass()).isCloseTo(sameClass, within(4 * error2));
        assertThat(averages.entropy()).isCloseTo(entropy, within(4 * error3));
    }

    /** The nearest point of overlapping classes by a sum over 40,000 training sets (NumPy), with its error. */
    @ParameterizedTest
    @CsvSource({
        "8, 100, 1, 1, 0.3, 0.5, 0.5140298, 0.00126798, 3.14039759, 0.00818687",
        "3, 20, 0.5, 2, 0.4, 0.3, 0.25135343, 0.00070883, 0.77267294, 0.00434307",
        "16, 50, 1, 4, 1.2, 0.8, 0.18824572, 0.00054536, 6.71949802, 0.01296465"
    })
    void theNearestOfOverlappingClasses(
            double d,
            double n,
            double variance,
            double square,
            double t,
            double p,
            double largest,
            double error1,
            double energy,
            double error2) {
        double ratio = Math.expm1(2 * t);
        var nearest = new EmpiricalPosterior(d, n, variance / ratio, square / (2 * ratio), p).nearest();
        assertThat(nearest.largest()).isCloseTo(largest, within(4 * error1));
        assertThat(nearest.energy()).isCloseTo(energy, within(4 * error2));
    }

    /** In one dimension, where grids are longest, by a sum over 400,000 and 200,000 training sets. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "5, 0.3, 0.7, 0.4, 0.31465658, 0.00017146, 0.23068936, 0.00078684",
        "30, 0.25, 0.2, 0.3, 0.10186774, 0.00016462, 0.06310141, 0.00055604",
        "30, 1, 0.05, 0.5, 0.23678309, 0.00035576, 0.07021838, 0.00046495"
    })
    void theNearestInOneDimension(
            double n,
            double variance,
            double t,
            double p,
            double largest,
            double error1,
            double energy,
            double error2) {
        theNearestOfOverlappingClasses(1, n, variance, 1, t, p, largest, error1, energy, error2);
    }

    /** Planted faults: a point left out, equal weights for unequal ones, a length for its square; the sums of 3, 20 must reject them. */
    @ParameterizedTest
    @CsvSource({"19, 2, 0.3", "20, 2, 0.5", "20, 1.41421356, 0.3"})
    void theNearestOfAnotherLawIsRejected(double n, double square, double p) {
        double ratio = Math.expm1(0.8);
        var nearest = new EmpiricalPosterior(3, n, 0.5 / ratio, square / (2 * ratio), p).nearest();
        assertThat(Math.abs(nearest.largest() - 0.25135343)).isGreaterThan(4 * 0.00070883);
    }

    @Test
    void theNearestOfClassesThatAreOneOrNeverMeet() {
        double q = 1 / Math.expm1(0.6);
        var single = EmpiricalPosterior.ofGaussian(8, 100, q).nearest();
        var together = new EmpiricalPosterior(8, 100, q, 0, 0.3).nearest();
        assertThat(together.largest()).isCloseTo(single.largest(), within(1e-6));
        assertThat(together.energy()).isCloseTo(single.energy(), within(1e-6));
        var never = new EmpiricalPosterior(8, 100, q, Double.POSITIVE_INFINITY, 0.3).nearest();
        var far = new EmpiricalPosterior(8, 100, q, 400, 0.3).nearest();
        assertThat(far.largest()).isCloseTo(never.largest(), within(1e-6));
        assertThat(far.energy()).isCloseTo(never.energy(), within(1e-6));
        assertThat(new EmpiricalPosterior(256, 20000, 1e-7, 1e-5, 0.5).nearest().energy())
                .isNaN();
    }

    @Test
    void theChainRuleIsAlmostExactInHighDimension() {
        double ratio = Math.expm1(2 * 2.12);
        var law = new EmpiricalPosterior(256, 20000, 1 / ratio, 128 / ratio, 0.5);
        assertThat(ExcessEntropy.classCorrected(law)).isCloseTo(law.averages().entropy(), within(2e-4));
    }

    @Test
    void spectraAndMagnets() {
        double[] flat = {2, 2, 2, 2};
        assertThat(CollapseTime.ofSpectrum(50, flat)).isCloseTo(CollapseTime.ofGaussian(4, 50, 2), within(1e-12));
        double t = CollapseTime.ofGaussian(4, 50, 2);
        assertThat(CollapseTime.participation(50, flat, t)).isCloseTo(0.5, within(1e-12));
        assertThat(CollapseTime.participation(4, 50, 2 / Math.expm1(1)))
                .isCloseTo(CollapseTime.participation(50, flat, 0.5), within(1e-12));
        assertThat(PosteriorEnergies.condensation(Math.log(50) / 4, 2)).isCloseTo(t, within(1e-12));
        assertThat(CollapseTime.information(0.0, 1e-3)).isCloseTo(Math.log(2), within(1e-9));
        assertThat(CollapseTime.information(0.6, 6)).isCloseTo(0.64 / Math.expm1(12) / 2, within(1e-9));
        assertThat(CollapseTime.ofSpins(20, 1e7, 0)).isNaN();
    }
}
