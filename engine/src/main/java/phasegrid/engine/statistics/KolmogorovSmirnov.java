package phasegrid.engine.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/** The Kolmogorov-Smirnov test of z values against the standard normal law. */
public final class KolmogorovSmirnov {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private KolmogorovSmirnov() {}

    /**
     * Two-sided p-value of the hypothesis that the values are independent draws from N(0, 1).
     *
     * <p>No value, or a NaN among them, gives NaN; ±∞ are values like others; one value gives P(|z| or more).
     *
     * <p>Source: Simard and L'Ecuyer 2011, doi 10.18637/jss.v039.i11, as in Commons Statistics. Cost O(n log n).
     */
    public static double pValue(double... z) {
        if (z.length == 0 || Arrays.stream(z).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        if (z.length == 1) {
            return 2 * NORMAL.survivalProbability(Math.abs(z[0]));
        }
        return KolmogorovSmirnovTest.withDefaults()
                .test(z, NORMAL::cumulativeProbability)
                .getPValue();
    }
}
