package phasegrid.engine.model.diffusion;

import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.linear.SymmetricEigen;

/**
 * What would be known of n centred points were they Gaussian with their own covariance XᵀX/n: their principal components.
 *
 * <p>With noise-to-signal ratio σ² = e^{2t} − 1, x_t has the information ½ Σ_k ln(1 + l_k/σ²) on its point, and Σ_k l_k/(l_k + σ²)
 * directions stand out of the noise. All eigenvalues but rounding are found, in O(m² max(n, d)) with m = min(n, d) ≤ 1024:
 * 0.4 s at m = 256, some 25 s at 1024. Source: {@code biroli2024dynamical}, collapse of Gaussian data.
 *
 * @param variances eigenvalues l_k above what rounding makes of 0, ascending
 * @param collapse σ² where ln n is the information; 0 where all points are one
 */
record GaussianSurrogate(double[] variances, double collapse) {
    /** The largest m whose spectrum is taken: the library finds vectors too, in some 25 m³ operations. */
    private static final int MOST = 1024;

    private static final double ROUNDING = 0x1p-50;
    private static final int HALVINGS = 60;
    private static final double OF_A_PRODUCT = 0.15;
    private static final double OF_A_STEP = 24;

    /** Whether n points of d coordinates have a spectrum that is taken. */
    static boolean affordable(int n, int d) {
        return Math.min(n, d) <= MOST;
    }

    /** Operations that it takes. */
    static double operations(int n, int d) {
        double m = Math.min(n, d);
        return affordable(n, d) ? m * m * (OF_A_PRODUCT * Math.max(n, d) + OF_A_STEP * m) : 0;
    }

    /** That of the points; without variances where they are too many. */
    static GaussianSurrogate of(PointSet points) {
        if (!affordable(points.size(), points.dimension())) {
            return of(new double[0], points.size());
        }
        SymmetricEigen all = SymmetricEigen.of(points.gram());
        double rounding = ROUNDING * all.size() * all.value(0);
        int count = 0;
        while (count < all.size() && all.value(count) > rounding) {
            count++;
        }
        double[] variances = new double[count];
        for (int k = 0; k < count; k++) {
            variances[k] = all.value(count - 1 - k) / points.size();
        }
        return of(variances, points.size());
    }

    /** That of n points of these eigenvalues, ascending. */
    static GaussianSurrogate of(double[] variances, int n) {
        return new GaussianSurrogate(variances, collapse(variances, Elementary.log(n)));
    }

    /** By bisection, between l_1/n² and Σ l/(2 ln n). */
    private static double collapse(double[] variances, double logPoints) {
        if (variances.length == 0) {
            return 0;
        }
        double low = Elementary.log(variances[variances.length - 1]) - 2 * logPoints;
        double high = Elementary.log(Kernels.sum(variances, 0, variances.length)) - Elementary.log(2 * logPoints);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            boolean known = information(variances, Elementary.exp(middle)) > logPoints;
            low = known ? middle : low;
            high = known ? high : middle;
        }
        return Elementary.exp(0.5 * (low + high));
    }

    /** ½ Σ_k ln(1 + l_k/σ²). */
    private static double information(double[] variances, double ratio) {
        double sum = 0;
        for (double l : variances) {
            sum += 0.5 * Elementary.log1p(l / ratio);
        }
        return sum;
    }

    /** Σ_k l_k/(l_k + σ²). */
    double dimension(double ratio) {
        double sum = 0;
        for (double l : variances) {
            sum += l / (l + ratio);
        }
        return sum;
    }
}
