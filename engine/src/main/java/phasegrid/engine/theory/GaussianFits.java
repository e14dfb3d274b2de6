package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * What the empirical covariance {@code C = Σ a aᵀ/n} of n points of N(0, Σ) in d dimensions does to distances, and a random
 * symmetric matrix to Σ. {@code centred}: the mean is fitted too and C is centred, still over n.
 *
 * @param n how many points
 * @param d the dimension
 * @param centred whether the mean is fitted
 */
public record GaussianFits(int n, int d, boolean centred) {
    private static final int NODES = 4096;
    private static final int BIN_NODES = 256;

    /** Points that are left for the covariance. */
    private int freedom() {
        return centred ? n - 1 : n;
    }

    /** E ln(det C/det Σ) = Σ_{i=1}^d ψ((ν − i + 1)/2) + d ln(2/n) with ν = n, or n − 1 where centred; −∞ for ν &lt; d. */
    public double logDeterminant() {
        if (freedom() < d) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = d * Elementary.log(2.0 / n);
        for (int i = 1; i <= d; i++) {
            sum += digamma(0.5 * (freedom() - i + 1));
        }
        return sum;
    }

    /** ψ(x) for x > 0: up to 12 by ψ(x) = ψ(x + 1) − 1/x, then the asymptotic series; error below 1e-14 max(1, |ψ|). */
    static double digamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 12) {
            shift -= 1 / y;
            y += 1;
        }
        double u = 1 / (y * y);
        double series = u * (1.0 / 12 - u * (1.0 / 120 - u * (1.0 / 252 - u * (1.0 / 240 - u * (1.0 / 132)))));
        return shift + Elementary.log(y) - 0.5 / y - series;
    }

    /** E KL(N(m, C) || N(0, Σ)), exactly and for every Σ: {@code −½ E ln(det C/det Σ)}, since tr Σ⁻¹C and m are d on average. */
    public double generatedToTrue() {
        return -0.5 * logDeterminant();
    }

    /**
     * E KL(N(0, Σ) || N(m, C)), exactly and for every Σ: {@code ½ [d (n + κ)/(ν − d − 1) − d + E ln(det C/det Σ)]}, κ = 1 where
     * centred, else 0; ∞ for ν ≤ d + 1.
     */
    public double trueToGenerated() {
        if (freedom() <= d + 1) {
            return Double.POSITIVE_INFINITY;
        }
        return 0.5 * (d * (double) (n + (centred ? 1 : 0)) / (freedom() - d - 1) - d + logDeterminant());
    }

    /** E‖C − Σ‖² (Frobenius), exactly: {@code (ν/n²)(tr Σ² + (tr Σ)²) + (1 − ν/n)² tr Σ²}. */
    public double frobenius(double trace, double traceOfSquare) {
        double share = (double) freedom() / n;
        return share / n * (traceOfSquare + trace * trace) + (1 - share) * (1 - share) * traceOfSquare;
    }

    /**
     * E Σ_k f(λ_k) over the eigenvalues of C for Σ = 1, up to O(1/d): d times the Marchenko-Pastur average at c = d/ν, and the
     * O(1) correction of real data, {@code ¼ [f(a) + f(b)] − (1/2π) ∫_0^π f(1 + c + 2√c cos θ) dθ}, a, b the edges.
     *
     * <p>Source: {@code bai2004clt}, theorem 1.1, for real data.
     */
    public double sum(DoubleUnaryOperator f) {
        return d * bulk((double) d / freedom(), scaled(f)) + edges((double) d / freedom(), scaled(f));
    }

    /** How far {@link #sum} may be off: the next order of the expansion, taken as 4/d of its last. */
    public double sumError(DoubleUnaryOperator f) {
        return 4.0 / d * Math.abs(edges((double) d / freedom(), scaled(f)));
    }

    private DoubleUnaryOperator scaled(DoubleUnaryOperator f) {
        double share = (double) freedom() / n;
        return l -> f.applyAsDouble(share * l);
    }

    /** ∫ f dμ over the Marchenko-Pastur law of ratio c = d/n, with its atom at 0 for c > 1. Error below 1e-12 away from c = 1. */
    public static double bulk(double c, DoubleUnaryOperator f) {
        double sum = 0;
        for (int k = 1; k < NODES; k++) {
            double cosine = Elementary.cos(Math.PI * k / NODES);
            double l = 1 + c + 2 * Math.sqrt(c) * cosine;
            sum += (1 - cosine * cosine) / l * f.applyAsDouble(l);
        }
        return 2 * sum / NODES + (c > 1 ? (1 - 1 / c) * f.applyAsDouble(0) : 0);
    }

    /** The share of the Marchenko-Pastur law of ratio c from {@code from} to {@code to}, with its atom at 0. Error below 1e-5. */
    public static double bulkShare(double c, double from, double to) {
        double low = Elementary.square(1 - Math.sqrt(c));
        double high = Elementary.square(1 + Math.sqrt(c));
        double left = Math.max(from, low);
        double half = 0.5 * (Math.min(to, high) - left);
        double sum = 0;
        for (int k = 0; half > 0 && k < BIN_NODES; k++) {
            double angle = Math.PI * (k + 0.5) / BIN_NODES;
            double l = left + half * (1 - Elementary.cos(angle));
            sum += Math.sqrt(Math.max(0, (l - low) * (high - l))) / l * Elementary.sin(angle);
        }
        double atom = c > 1 && from <= 0 && to > 0 ? 1 - 1 / c : 0;
        return atom + 0.5 * sum * Math.max(0, half) / (c * BIN_NODES);
    }

    private static double edges(double c, DoubleUnaryOperator f) {
        return edges(1 + c, 2 * Math.sqrt(c), f);
    }

    /** ¼ [f(x − r) + f(x + r)] − (1/2π) ∫_0^π f(x + r cos θ) dθ. */
    private static double edges(double x, double r, DoubleUnaryOperator f) {
        double ends = f.applyAsDouble(x - r) + f.applyAsDouble(x + r);
        double sum = 0.5 * ends;
        for (int k = 1; k < NODES; k++) {
            sum += f.applyAsDouble(x + r * Elementary.cos(Math.PI * k / NODES));
        }
        return 0.25 * ends - 0.5 * sum / NODES;
    }

    /**
     * E Σ_k f(y_k) over the eigenvalues of d^{−a/2} G up to O(1/d), G of the orthogonal ensemble with variance 1/d off the
     * diagonal and 2/d on it: the semicircle of radius 2 d^{−a/2} and the correction at its edges.
     *
     * <p>Source: {@code johansson1998fluctuations}, remark 2.5 (β = 1).
     */
    public static double perturbed(int d, double exponent, DoubleUnaryOperator f) {
        double radius = 2 * Elementary.exp(-0.5 * exponent * Elementary.log(d));
        double sum = 0;
        for (int k = 1; k < NODES; k++) {
            double cosine = Elementary.cos(Math.PI * k / NODES);
            sum += (1 - cosine * cosine) * f.applyAsDouble(radius * cosine);
        }
        return d * 2 * sum / NODES + edges(0, radius, f);
    }

    /** How far {@link #perturbed} may be off: 4/d of its correction. */
    public static double perturbedError(int d, double exponent, DoubleUnaryOperator f) {
        return 4.0 / d * Math.abs(edges(0, 2 * Elementary.exp(-0.5 * exponent * Elementary.log(d)), f));
    }

    /** E‖d^{−a/2} G‖² = d^{−a} (d + 1), exactly. */
    public static double perturbedFrobenius(int d, double exponent) {
        return (d + 1) * Elementary.exp(-exponent * Elementary.log(d));
    }

    /**
     * Where the largest eigenvalue of C lies for d, n → ∞ at c = d/n if Σ has one eigenvalue l above ones: l (1 + c/(l − 1)) if
     * l − 1 > √c, else the edge (1 + √c)². Source: {@code baik2006eigenvalues}, theorem 1.1.
     */
    public static double spiked(double c, double l) {
        return l - 1 > Math.sqrt(c) ? l * (1 + c / (l - 1)) : Elementary.square(1 + Math.sqrt(c));
    }

    /** The squared overlap of its eigenvector with the true one: (1 − c/(l−1)²)/(1 + c/(l−1)) if l − 1 > √c, else 0. */
    public static double spikedOverlap(double c, double l) {
        double s = l - 1;
        return s > Math.sqrt(c) ? (1 - c / (s * s)) / (1 + c / s) : 0;
    }

    /**
     * The smallest eigenvalue 1/(Δ + e^{−2t} Λ) of −∇² ln P_t for Gaussian data whose largest variance is Λ: above 0 at every t,
     * however large Λ, so one Gaussian never decides; the expansion 1/Δ − e^{−2t} Λ/Δ² to second order would turn negative.
     */
    public static double smallestPrecision(double largest, double t) {
        return 1 / (largest * Elementary.exp(-2 * t) - Elementary.expm1(-2 * t));
    }
}
