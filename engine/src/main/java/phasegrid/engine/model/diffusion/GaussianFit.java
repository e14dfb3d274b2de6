package phasegrid.engine.model.diffusion;

import phasegrid.engine.linear.SymmetricEigen;

/**
 * One disorder sample of {@link GaussianData}: the Gaussian N(mean, A) whose score is used, seen from the eigenbasis of the true
 * covariance diag(s).
 *
 * @param spectrum s, descending
 * @param matrix A by rows
 * @param mean its mean
 * @param eigen eigenvectors u_k of A
 * @param values its eigenvalues, descending; those beyond its rank are 0 without rounding
 * @param turned u_kᵀ diag(s) u_k
 * @param turnedMean u_k·mean
 * @param frobenius ‖A − diag(s)‖²
 * @param operator the largest |eigenvalue| of A − diag(s)
 */
record GaussianFit(
        double[] spectrum,
        double[][] matrix,
        double[] mean,
        SymmetricEigen eigen,
        double[] values,
        double[] turned,
        double[] turnedMean,
        double frobenius,
        double operator) {
    static GaussianFit of(double[] spectrum, double[][] matrix, double[] mean, int rank) {
        int d = spectrum.length;
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[] values = new double[d];
        for (int k = 0; k < rank; k++) {
            values[k] = eigen.value(k);
        }
        double[] turned = new double[d];
        double[] turnedMean = new double[d];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double u = eigen.component(k, i);
                turned[k] = Math.fma(u * u, spectrum[i], turned[k]);
                turnedMean[k] = Math.fma(u, mean[i], turnedMean[k]);
            }
        }
        double frobenius = 0;
        double[][] difference = new double[d][];
        for (int i = 0; i < d; i++) {
            difference[i] = matrix[i].clone();
            difference[i][i] -= spectrum[i];
            for (double x : difference[i]) {
                frobenius = Math.fma(x, x, frobenius);
            }
        }
        double operator = frobenius > 0 ? operator(spectrum, values, difference) : 0;
        return new GaussianFit(spectrum, matrix, mean, eigen, values, turned, turnedMean, frobenius, operator);
    }

    /** ‖A − Σ‖; where Σ is a number, the eigenvalues of A say it. */
    private static double operator(double[] spectrum, double[] values, double[][] difference) {
        int last = spectrum.length - 1;
        if (spectrum[0] == spectrum[last]) {
            return Math.max(Math.abs(values[0] - spectrum[0]), Math.abs(values[last] - spectrum[0]));
        }
        SymmetricEigen error = SymmetricEigen.of(difference);
        return Math.max(Math.abs(error.value(0)), Math.abs(error.value(last)));
    }

    int size() {
        return spectrum.length;
    }

    /** The k-th eigenvalue of A. */
    double value(int k) {
        return values[k];
    }

    /** Whether all true variances are equal. */
    boolean flat() {
        return spectrum[0] == spectrum[size() - 1];
    }

    /** The mean over k of |⟨u_k|e_k⟩|². */
    double overlap() {
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            sum = Math.fma(eigen.component(k, k), eigen.component(k, k), sum);
        }
        return sum / size();
    }
}
