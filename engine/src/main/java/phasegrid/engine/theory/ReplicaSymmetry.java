package phasegrid.engine.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import phasegrid.engine.linear.Elementary;

/**
 * The replica-symmetric solution of the Sherrington-Kirkpatrick model: q = ∫Dz tanh² β(√q z + h).
 *
 * <p>At h = 0 the solution with q > 0 is taken where there is one, β > 1: it is unstable there. Errors below 1e-9. Source:
 * {@code sherrington1975solvable}, eqs. (8)-(11); stability {@code dealmeida1978stability}.
 *
 * @param beta inverse temperature, positive
 * @param field h
 */
public record ReplicaSymmetry(double beta, double field) {
    private static final double SMALLEST = 1e-12;

    /** Beyond it the line of de Almeida and Thouless has its form near T = 0, to 1e-6. */
    private static final double COLD = 1e6;

    /** q. */
    public double overlap() {
        if (field == 0 && beta <= 1) {
            return 0;
        }
        DoubleUnaryOperator excess = q -> new NoisyField(beta, field, Math.sqrt(q)).spinSquared() - q;
        return excess.applyAsDouble(SMALLEST) <= 0
                ? 0
                : new BrentSolver(1e-14, 1e-14, 1e-16).solve(400, excess::applyAsDouble, SMALLEST, 1);
    }

    /** Free energy per spin. */
    public double freeEnergy() {
        double q = overlap();
        return -0.25 * beta * square(1 - q) - mean(q, x -> Elementary.logCosh(x) + Elementary.log(2)) / beta;
    }

    /** Energy per spin, −(β/2)(1 − q²) − h m. */
    public double energy() {
        double q = overlap();
        return -0.5 * beta * (1 - q * q) - field * mean(q, Elementary::tanh);
    }

    /** Entropy per spin: negative near T = 0. */
    public double entropy() {
        return beta * (energy() - freeEnergy());
    }

    /** Whether β² ∫Dz sech⁴ β(√q z + h) < 1. */
    public boolean stable() {
        return replicon() < 1;
    }

    private double replicon() {
        return beta * beta * new NoisyField(beta, field, Math.sqrt(overlap())).fourth();
    }

    /**
     * The β of de Almeida and Thouless in a field; 1 at h = 0. Stable below. Where it is large, E sech⁴ = 4e^{−h²/2}/(3β√2π)
     * makes it {@code β = ¾ √2π e^{h²/2}}.
     */
    public static double instability(double field) {
        if (field == 0) {
            return 1;
        }
        double cold = 0.75 * Math.sqrt(2 * Math.PI) * Elementary.exp(0.5 * field * field);
        return cold > COLD
                ? cold
                : new BrentSolver(1e-13, 1e-13, 1e-15)
                        .solve(400, b -> new ReplicaSymmetry(b, field).replicon() - 1, 0.5, 2 * cold);
    }

    private double mean(double q, DoubleUnaryOperator f) {
        double width = Math.sqrt(q);
        return Quadrature.normal(z -> f.applyAsDouble(beta * (width * z + field)), -12, 12, spacing(width));
    }

    /** Poles lie at a distance π/(2β√q) from the real axis. */
    private double spacing(double width) {
        return Math.min(1.0 / 16, 0.25 / (1 + beta * width));
    }

    private static double square(double x) {
        return x * x;
    }
}
