package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Exact averages of the random energy model at a finite number of levels: Z = Σ e^{s zᵢ} over n independent standard
 * normals zᵢ, so that s = β σ.
 *
 * <p>With φ(u) = E exp(−e^{u + s z}): {@code E Z^{-k} = ∫ e^{ku} φⁿ du/Γ(k)}, hence E ln Z = ∫ (e^{−e^u} − φⁿ) du and
 * E Σ wᵢᵏ = n ∫ E[e^{kx − e^x}] φ^{n−1} du/Γ(k), x = u + s z. Trapezoid rules on analytic integrands: relative error below
 * 1e-10. Cost 10⁴ to 10⁶ exponentials. Source: {@code derrida1981random}, section V; {@code gross1984simplest}.
 *
 * @param bits log₂ of the number of levels, 1 to 900
 * @param spread s, not negative
 */
public record RandomEnergies(double bits, double spread) {
    /** Integrands are analytic within |Im| &lt; π/2 wherever the Gaussian is no narrower than 1. */
    private static final double STEP = 0.25;

    private static final double NARROW = 1;
    private static final double NEGLIGIBLE = 45;
    private static final double TAIL = 9.5;
    private static final double NOTHING = 1e-18;

    /** How many levels there are. */
    public double levels() {
        return Math.scalb(Elementary.exp((bits - Math.floor(bits)) * Elementary.log(2)), (int) bits);
    }

    /** E ln Z. */
    public double logPartition() {
        double n = levels();
        double centre = where(Elementary.exp(-1));
        double from = Math.min(centre - NEGLIGIBLE, where(1 - NOTHING));
        double to = Math.max(centre + 5, where(NOTHING));
        return sum(from, to, u -> Elementary.exp(-Elementary.exp(u - centre)) - Elementary.exp(n * logOther(u)))
                - centre;
    }

    /** E Σ wᵢ², the participation ratio Y2; 1/n at s = 0. */
    public double participation() {
        double n = levels();
        return averaged(u -> n * weight(u, 2) * Elementary.exp((n - 1) * logOther(u)));
    }

    /** E (Σ wᵢ²)². */
    public double participationSquared() {
        double n = levels();
        return averaged(u -> {
                    double one = weight(u, 2);
                    double others = logOther(u);
                    return n * weight(u, 4) * Elementary.exp((n - 1) * others)
                            + n * one * ((n - 1) * one) * Elementary.exp((n - 2) * others);
                })
                / 6;
    }

    /** E max zᵢ of n = 2^bits standard normals. */
    public static double largest(double bits) {
        double n = new RandomEnergies(bits, 0).levels();
        double sum = 0;
        for (double x = -TAIL; x < 45; x += 1.0 / 64) {
            double lower = (n - 1) * Elementary.log1p(-Quadrature.normalDistribution(-x));
            sum += x * n * Quadrature.normalDensity(x) * Elementary.exp(lower);
        }
        return sum / 64;
    }

    private double averaged(DoubleUnaryOperator f) {
        return sum(where(1 - NOTHING) - NEGLIGIBLE, where(NOTHING), f);
    }

    private static double sum(double from, double to, DoubleUnaryOperator f) {
        double sum = 0;
        for (double u = from; u <= to; u += STEP) {
            sum += f.applyAsDouble(u);
        }
        return sum * STEP;
    }

    /** ln φ(u). */
    private double logOther(double u) {
        return Elementary.log1p(-rest(u));
    }

    /** The u at which φⁿ, which falls with u, is {@code level}; to 1 or better where it hardly differs from 0 or 1. */
    private double where(double level) {
        double low = -bits * Elementary.log(2) - spread * spread / 2 - 2 * NEGLIGIBLE;
        double width = 1;
        while (rising(low + width) < target(level)) {
            width *= 2;
        }
        double high = low + width;
        for (int i = 0; i < 60 && high - low > 0.01; i++) {
            double middle = 0.5 * (low + high);
            if (rising(middle) < target(level)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** −n ln φ, which rises. */
    private double rising(double u) {
        return -levels() * logOther(u);
    }

    private static double target(double level) {
        return level > 0.5 ? Math.max(NOTHING, 1 - level) : -Elementary.log(level);
    }

    /** 1 − φ(u). */
    private double rest(double u) {
        if (spread <= NARROW) {
            return gaussian(z -> -Elementary.expm1(-Elementary.exp(u + spread * z)), 0);
        }
        double low = lowest(u, 1);
        return sum(
                low > u ? low : Math.min(u, 0) - NEGLIGIBLE,
                5,
                x -> Elementary.exp(x - Elementary.exp(x)) * Quadrature.normalDistribution((u - x) / spread));
    }

    /** E e^{kx − e^x}. */
    private double weight(double u, int k) {
        if (spread <= NARROW) {
            return gaussian(z -> Elementary.exp(k * (u + spread * z) - Elementary.exp(u + spread * z)), k * spread);
        }
        double scale = Math.sqrt(2 * Math.PI) * spread;
        return sum(lowest(u, k), 5, x -> {
            double z = (x - u) / spread;
            return Elementary.exp(k * x - Elementary.exp(x) - 0.5 * z * z) / scale;
        });
    }

    /** Where e^{kx} times the Gaussian has fallen by e^{−45} below its greatest value on x ≤ 0. */
    private double lowest(double u, int k) {
        double centre = u + k * spread * spread;
        double greatest = Math.min(0, centre) - centre;
        return centre - Math.sqrt(greatest * greatest + 2 * NEGLIGIBLE * spread * spread);
    }

    private static double gaussian(DoubleUnaryOperator f, double shift) {
        return Quadrature.normal(f, -TAIL, TAIL + shift, STEP);
    }
}
