package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/** Averages over a Gaussian field h = mean + deviation·z on a spin at inverse temperature β; finite β > 0, deviation > 0. */
final class FieldAverages {
    private static final int REACH = 76;

    private FieldAverages() {}

    /** E tanh βh. Error below 1e-12. */
    static double magnetisation(double beta, double mean, double deviation) {
        return 2 * Quadrature.logisticNormal(2 * beta * mean, 2 * beta * deviation) - 1;
    }

    /** β E sech² βh = β(1 − q); where β·deviation is large, the field's density averaged over a logistic variable. */
    static double response(double beta, double mean, double deviation) {
        if (beta * deviation <= 1) {
            return beta
                    * Quadrature.normal(
                            z -> 1 - Elementary.square(Elementary.tanh(beta * (mean + deviation * z))), -9, 9, 0.25);
        }
        double sum = 0;
        for (int k = -REACH; k <= REACH; k++) {
            double p = Elementary.sigmoid(0.5 * k);
            sum += p * (1 - p) * Quadrature.normalDensity((mean - 0.25 * k / beta) / deviation);
        }
        return sum / deviation;
    }

    /** E ln 2cosh βh. */
    static double logWeight(double beta, double mean, double deviation) {
        double spacing = Math.min(0.25, 0.3 / (beta * deviation));
        return Elementary.log(2)
                + Quadrature.normal(z -> Elementary.logCosh(beta * (mean + deviation * z)), -10, 10, spacing);
    }
}
