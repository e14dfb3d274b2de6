package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * Information and entropies, natural, of points of p N(v, s² I_d) + (1−p) N(−v, s² I_d) that are noised: with n training
 * points, d f_true = ln n − I(a; x_t) changes sign at the collapse and d f_emp = ln n − I(μ; x_t) = E H(μ | x_t) never does.
 */
public final class ExcessEntropy {
    private ExcessEntropy() {}

    /**
     * I(a; x_t) = (d/2) ln(1 + q) + I(class; x_t).
     *
     * @param d dimension
     * @param signal q = s²/σ², σ² the noise-to-signal ratio
     * @param centre |v|/σ
     * @param weight p
     */
    public static double information(double d, double signal, double centre, double weight) {
        double r = centre / Math.sqrt(1 + signal);
        return 0.5 * d * Elementary.log1p(signal) + prior(weight) - classEntropy(r, weight);
    }

    /** E H(class | x_t): the classes are r standard deviations from 0. Below 1e-10 of error. */
    public static double classEntropy(double r, double weight) {
        return weight == 1 || weight == 0
                ? 0
                : weight * uncertainty(r, logit(weight)) + (1 - weight) * uncertainty(r, -logit(weight));
    }

    /**
     * E H(μ | x_t) by the chain rule, H(class | x_t) + H(μ | class, x_t), where both classes hold many points: exact in the
     * limit in which points of one class never tell of the class. Within 1e-3 of {@link EmpiricalPosterior} at d = 256.
     */
    public static double classCorrected(EmpiricalPosterior law) {
        EmpiricalPosterior apart =
                new EmpiricalPosterior(law.d(), law.n(), law.signal(), Double.POSITIVE_INFINITY, law.weight());
        double r = Math.sqrt(2 * law.separation() / (1 + law.signal()));
        return classEntropy(r, law.weight()) + apart.averages().entropy();
    }

    private static double prior(double weight) {
        return weight == 1 || weight == 0 ? 0 : entropy(logit(weight));
    }

    private static double logit(double p) {
        return Elementary.log(p) - Elementary.log1p(-p);
    }

    /** E of the entropy of a posterior of logit 2r² + 2rz + l. */
    private static double uncertainty(double r, double logit) {
        double mean = 2 * r * r + logit;
        double scale = Math.max(2 * r, 1e-300);
        return Quadrature.normal(
                z -> entropy(mean + 2 * r * z),
                Math.max(-12, (-80 - mean) / scale),
                Math.min(12, (80 - mean) / scale),
                Math.min(1.0 / 16, 0.5 / scale));
    }

    /** The entropy of an event of logit u. */
    static double entropy(double u) {
        double a = Math.abs(u);
        return Elementary.log1pExp(-a) + a * Elementary.sigmoid(-a);
    }
}
