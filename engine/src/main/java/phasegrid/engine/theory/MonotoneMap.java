package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * A last step F without noise, which grows with y: label, sign and powers of F(y) averaged over y ~ N(mean, sd²).
 *
 * <p>The posterior of the label after F may be steeper than any grid. It is P(X &lt; 2(field F + bias)) for a logistic X, so
 * that its average is one over X of Φ((mean − y_X)/sd), y_X the preimage of X: the same nodes serve every mean and sd.
 */
final class MonotoneMap {
    private static final int SIDE = 76;
    private static final double SPACING = 0.5;

    private final MixtureStep step;
    private final double zero;
    private final double field;
    private final double prior;
    private final double[] preimage = new double[2 * SIDE + 1];
    private final double[] weight = new double[2 * SIDE + 1];

    MonotoneMap(MixtureStep step, TwoGaussianMixture mixture, double end) {
        this.step = step;
        zero = inverse(0);
        field = mixture.centre(end) / mixture.variance(end);
        prior = mixture.weight();
        for (int k = 0; field > 0 && k < preimage.length; k++) {
            double x = SPACING * (k - SIDE);
            double q = Elementary.sigmoid(x);
            preimage[k] = inverse((0.5 * x - mixture.bias()) / field);
            weight[k] = SPACING * q * (1 - q);
        }
    }

    /** The y with F(y) = value, by halving: F − linear·y stays between ±pull. */
    private double inverse(double value) {
        double low = (value - step.pull()) / step.linear();
        double high = (value + step.pull()) / step.linear();
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (low + high);
            if (step.mean(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    double label(double mean, double sd) {
        double sum = field > 0 ? 0 : prior;
        for (int k = 0; k < preimage.length; k++) {
            sum += weight[k] * Quadrature.normalDistribution((mean - preimage[k]) / sd);
        }
        return sum;
    }

    double sign(double mean, double sd) {
        return Quadrature.normalDistribution((mean - zero) / sd);
    }

    /** E F^power for an even power; F has its poles at the distance π/(2 field). */
    double power(int power, double mean, double sd) {
        double spacing = Math.min(0.25, 0.3 / Math.max(1, step.field() * sd));
        return Quadrature.normal(
                z -> {
                    double square = Elementary.square(step.mean(Math.fma(sd, z, mean)));
                    return power == 2 ? square : square * square;
                },
                -9,
                9,
                spacing);
    }
}
