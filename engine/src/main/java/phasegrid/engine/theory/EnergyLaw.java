package phasegrid.engine.theory;

import org.apache.commons.math3.util.FastMath;
import phasegrid.engine.linear.Elementary;

/**
 * The energy E = |x − e^{−t}a|²/(2Δ) of a training point a ~ N(0, s² I_d) seen from a fixed x: q/2 times a noncentral χ² of
 * d degrees of freedom and noncentrality 2ρ/q.
 *
 * <p>ln E e^{−λE} = K(λ) = −(d/2) ln(1+λq) − λρ/(1+λq). The law under the weight e^{−E}, that of the point which x came
 * from, is again of this form ({@link #own}). Densities and distribution functions are integrals of e^{λy + K(λ)} through
 * the saddle point along a parabola of steepest descent: the relative error is below 1e-9 in far tails too.
 *
 * @param d degrees of freedom, above 0
 * @param q s² e^{−2t}/Δ, the variance of the signal in units of that of the noise, above 0
 * @param rho |x|²/(2Δ), at least 0
 */
record EnergyLaw(double d, double q, double rho) {
    private static final double STEP = 0.2;
    private static final double NEGLIGIBLE = -42;
    private static final double COARSE = 1.6;
    private static final int MOST_NODES = 2000;

    /** The law seen from an x with g = |x|²/(2Γ), a gamma variate of shape d/2. */
    static EnergyLaw seenFrom(double d, double q, double g) {
        return new EnergyLaw(d, q, (1 + q) * g);
    }

    /** The law under the weight e^{−E}: the energy of the point that x came from. */
    EnergyLaw own() {
        return new EnergyLaw(d, q / (1 + q), rho / ((1 + q) * (1 + q)));
    }

    /** K(λ), λ > −1/q. */
    double logTransform(double lambda) {
        return -0.5 * d * Elementary.log1p(lambda * q) - lambda * rho / (1 + lambda * q);
    }

    /** K′(λ), minus the mean energy under the weight e^{−λE}. */
    double slope(double lambda) {
        double u = 1 + lambda * q;
        return -(0.5 * d * q + rho / u) / u;
    }

    /** K″(λ), the variance of the energy under that weight. */
    double curvature(double lambda) {
        double u = 1 + lambda * q;
        return (0.5 * d * q + 2 * rho / u) * q / (u * u);
    }

    /** How far a contour through λ must bend: −K‴/(6 K″). */
    private double bend(double lambda) {
        double u = 1 + lambda * q;
        return q * (d * q + 6 * rho / u) / (6 * u * (0.5 * d * q + 2 * rho / u));
    }

    /** E E. */
    double mean() {
        return -slope(0);
    }

    /** Var E. */
    double variance() {
        return curvature(0);
    }

    /** The λ at which K′(λ) = −y, y > 0: the quadratic (d q/2) w + ρ w² = y for w = 1/(1+λq). */
    double saddle(double y) {
        double half = 0.25 * d * q;
        return ((half + Math.sqrt(Math.fma(half, half, rho * y))) / y - 1) / q;
    }

    /** The λ of the least of N energies, which typically lies at −K′(λ): K(λ) − λ K′(λ) = −ln N. */
    double tiltOfLeast(double number) {
        double low = -60;
        double high = 60;
        for (int k = 0; k < 50; k++) {
            double middle = 0.5 * (low + high);
            double lambda = Elementary.exp(middle);
            boolean before = logTransform(lambda) - lambda * slope(lambda) > -Elementary.log(number);
            low = before ? middle : low;
            high = before ? high : middle;
        }
        return Elementary.exp(low);
    }

    /** Density at y > 0. */
    double density(double y) {
        return new Contour(saddle(y), y).integral(false);
    }

    /** P(E ≤ y), y > 0. */
    double below(double y) {
        double lambda = saddle(y);
        return lambda > 0 ? new Contour(Math.max(lambda, clear()), y).integral(true) : 1 - above(y);
    }

    /** P(E > y), y > 0. */
    double above(double y) {
        double lambda = saddle(y);
        double left = -Math.min(clear(), 0.5 / q);
        return lambda > 0 ? 1 - below(y) : -new Contour(Math.min(lambda, left), y).integral(true);
    }

    /** P(E ≤ y) and the density at y > 0, along one contour and to 1e-8 only. */
    double[] at(double y) {
        double lambda = saddle(y);
        double left = -Math.min(clear(), 0.5 / q);
        Contour contour = new Contour(lambda > 0 ? Math.max(lambda, clear()) : Math.min(lambda, left), y);
        double[] both = contour.integrals(COARSE);
        return new double[] {lambda > 0 ? both[1] : 1 + both[1], both[0]};
    }

    /** How far a contour keeps from the pole at λ = 0. */
    private double clear() {
        return 1 / Math.sqrt(curvature(0));
    }

    /** The path λ + iτ − κτ². */
    private final class Contour {
        private final double lambda;
        private final double y;
        private final double kappa;
        private final double top;

        Contour(double lambda, double y) {
            this.lambda = lambda;
            this.y = y;
            kappa = bend(lambda);
            top = lambda * y + logTransform(lambda);
        }

        /** (1/2πi) ∫ e^{λy + K(λ)} dλ, or the same with dλ/λ. */
        double integral(boolean divided) {
            return integrals(1)[divided ? 1 : 0];
        }

        /** (1/2πi) ∫ e^{λy + K(λ)} dλ, and the same with dλ/λ, on nodes so many times as far apart. */
        double[] integrals(double coarseness) {
            double h = coarseness * STEP / Math.sqrt(curvature(lambda));
            double[] node = node(0);
            double sum = 0.5 * node[0];
            double divided = 0.5 * node[1];
            for (int j = 1; j < MOST_NODES && node[2] > NEGLIGIBLE / coarseness; j++) {
                node = node(j * h);
                sum += node[0];
                divided += node[1];
            }
            double scale = h * Elementary.exp(top) / Math.PI;
            return new double[] {sum * scale, divided * scale};
        }

        /**
         * The real parts of the integrands times dλ/(i dτ), undivided and divided, and the logarithm of e^{λy + K(λ)}, all in
         * units of e^top.
         */
        private double[] node(double tau) {
            double re = lambda - kappa * tau * tau;
            double ur = 1 + q * re;
            double ui = q * tau;
            double square = ur * ur + ui * ui;
            double size = y * re - 0.25 * d * Elementary.log(square) - rho * (re * ur + tau * ui) / square - top;
            double phase = y * tau - 0.5 * d * FastMath.atan2(ui, ur) - rho * (tau * ur - re * ui) / square;
            double turn = 2 * kappa * tau;
            double cosine = Elementary.cos(phase);
            double sine = Elementary.sin(phase);
            double a = cosine - turn * sine;
            double b = sine + turn * cosine;
            double weight = Elementary.exp(size);
            return new double[] {weight * a, weight * (a * re + b * tau) / (re * re + tau * tau), size};
        }
    }
}
