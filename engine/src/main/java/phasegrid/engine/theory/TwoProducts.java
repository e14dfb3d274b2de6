package phasegrid.engine.theory;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * The ferromagnet as an equal mixture of two product measures: independent spins in the field β m* or −β m*, where
 * {@code m* = tanh(β m*)}; the same noised by dx = −x dt + √2 dW. Exact at any finite d.
 *
 * @param d how many spins, at least 1
 * @param beta β ≥ 0; up to 1 both measures are the same
 */
public record TwoProducts(int d, double beta) {
    private static final double CERTAIN = 1e-17;

    /** m*, 0 up to β = 1. */
    public double magnetisation() {
        return new CurieWeiss(d, beta, 0).magnetisation();
    }

    /** One of the two measures: d spins without coupling, in the field β m*. */
    public CurieWeiss measure(boolean plus) {
        double field = beta * magnetisation();
        return new CurieWeiss(d, 0, plus ? field : -field);
    }

    /** E f(M/d). */
    public double mean(DoubleUnaryOperator f) {
        return 0.5 * (measure(true).mean(f) + measure(false).mean(f));
    }

    /** ln p(+ | x)/p(− | x) = Σ_i [ln cosh(β m* + b_i) − ln cosh(β m* − b_i)], b_i = x_i e^{−t}/Δ_t. */
    public double logOdds(double[] x, double t) {
        double scale = Elementary.exp(-t) / CurieWeiss.noise(t);
        double field = beta * magnetisation();
        double sum = 0;
        for (double xi : x) {
            sum += logOdds(field, xi * scale);
        }
        return sum;
    }

    private static double logOdds(double field, double b) {
        return Elementary.logCosh(field + b) - Elementary.logCosh(field - b);
    }

    /** t_Λ = ½ ln(1 + Λ), Λ = Var M/d = 1 + (d − 1) m*²: the Hessian of log P_t at x = 0 is marginal. */
    public double speciation() {
        return 0.5 * Elementary.log1p(1 + (d - 1) * Elementary.square(magnetisation()));
    }

    /** t_V = ½ ln(2 m*² d), where the potential of the reverse dynamics gets its second well; absent where m*² d &lt; ½. */
    public OptionalDouble twoWells() {
        return new CurieWeiss(d, beta, 0).twoWells();
    }

    /**
     * Clone and U-turn probability at time t, λ = 1: E_+ sigmoid(L), L the log odds, a sum of d independent terms ℓ.
     *
     * <p>sigmoid(L) = ½ + ∫_0^∞ sin(ωL)/sinh(πω) dω, so φ = ½ + ∫_0^∞ Im χ(ω)^d/sinh(πω) dω with χ(ω) = E_+ e^{iωℓ}: the trapezoid
     * rule, whose spacing makes the first image of L lie where its law has died out. Error below 1e-11. 1 where
     * E_+ e^{−L/2} &lt; 1e-17, an upper bound of 1 − φ.
     */
    public double sameLabel(double t) {
        if (magnetisation() == 0) {
            return 0.5;
        }
        OfOneSpin spin = new OfOneSpin(t);
        if (d * Elementary.log(spin.mean(l -> Elementary.exp(-0.5 * l))) < Elementary.log(CERTAIN)) {
            return 1;
        }
        double mean = spin.mean(l -> l);
        double sd = Math.sqrt(d * (spin.mean(l -> l * l) - mean * mean));
        double spacing = Math.PI / (d * Math.abs(mean) + 10 * sd + 40);
        double sum = 0.5 * d * mean / Math.PI;
        for (int k = 1; k * spacing < 12; k++) {
            sum += spin.imaginary(k * spacing) / sinh(Math.PI * k * spacing);
        }
        return 0.5 + spacing * sum;
    }

    private static double sinh(double x) {
        return 0.5 * (Elementary.exp(x) - Elementary.exp(-x));
    }

    /** ℓ at the nodes of a rule over a_i = ± and z, under the measure +. */
    private final class OfOneSpin {
        private static final int NODES = 8 * 2 * 16;
        private static final double RANGE = 8;

        private final double[] weight = new double[2 * NODES + 2];
        private final double[] odds = new double[2 * NODES + 2];

        OfOneSpin(double t) {
            double field = beta * magnetisation();
            double noise = CurieWeiss.noise(t);
            double a = Elementary.exp(-t);
            double step = 2 * RANGE / NODES;
            for (int k = 0; k <= NODES; k++) {
                double z = -RANGE + k * step;
                for (int sign = 0; sign < 2; sign++) {
                    int at = 2 * k + sign;
                    double x = (sign == 0 ? a : -a) + Math.sqrt(noise) * z;
                    weight[at] =
                            step * Quadrature.normalDensity(z) * Elementary.sigmoid(sign == 0 ? 2 * field : -2 * field);
                    odds[at] = logOdds(field, x * a / noise);
                }
            }
        }

        double mean(DoubleUnaryOperator f) {
            double sum = 0;
            for (int i = 0; i < odds.length; i++) {
                sum += weight[i] * f.applyAsDouble(odds[i]);
            }
            return sum;
        }

        /** Im χ(ω)^d. */
        double imaginary(double omega) {
            double cosine = mean(l -> Elementary.cos(omega * l));
            double sine = mean(l -> Elementary.sin(omega * l));
            double re = 1;
            double im = 0;
            for (int bit = Integer.highestOneBit(d); bit > 0; bit /= 2) {
                double square = re * re - im * im;
                im = 2 * re * im;
                re = square;
                if ((d & bit) != 0) {
                    double next = re * cosine - im * sine;
                    im = re * sine + im * cosine;
                    re = next;
                }
            }
            return im;
        }
    }
}
