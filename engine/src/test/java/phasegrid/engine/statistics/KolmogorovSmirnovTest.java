package phasegrid.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {

    /** One value: D = max(F, 1 − F) and p = 2(1 − D). */
    @Test
    void oneValueByHand() {
        assertThat(KolmogorovSmirnov.pValue(0)).isCloseTo(1, within(1e-14));
        assertThat(KolmogorovSmirnov.pValue(Wilson.Z95)).isCloseTo(0.05, within(1e-14));
        assertThat(KolmogorovSmirnov.pValue(-Wilson.Z95)).isCloseTo(0.05, within(1e-14));
    }

    /** False alarm 1e-6. */
    @Test
    void acceptsNormalValues() {
        double[] z = Draws.of("KolmogorovSmirnovTest.accepts").gaussians(2000, 0, 1);
        assertThat(KolmogorovSmirnov.pValue(z)).isGreaterThan(1e-6);
    }

    /** A mean of 0.2 or a width of 1.2 has D about 0.08 or 0.045, far outside at 20 000 values. */
    @Test
    void rejectsShiftedAndWidenedValues() {
        Draws draws = Draws.of("KolmogorovSmirnovTest.rejects");
        assertThat(KolmogorovSmirnov.pValue(draws.gaussians(20_000, 0.2, 1))).isLessThan(1e-9);
        assertThat(KolmogorovSmirnov.pValue(draws.gaussians(20_000, 0, 1.2))).isLessThan(1e-9);
        assertThat(KolmogorovSmirnov.pValue(draws.gaussians(20_000, 0, 0.8))).isLessThan(1e-9);
    }

    @Test
    void edges() {
        assertThat(KolmogorovSmirnov.pValue()).isNaN();
        assertThat(KolmogorovSmirnov.pValue(0, Double.NaN)).isNaN();
        assertThat(KolmogorovSmirnov.pValue(Double.POSITIVE_INFINITY)).isZero();
        assertThat(KolmogorovSmirnov.pValue(new double[100])).isLessThan(1e-9);
        assertThat(KolmogorovSmirnov.pValue(-1, 1)).isBetween(0.5, 1.0);
    }
}
