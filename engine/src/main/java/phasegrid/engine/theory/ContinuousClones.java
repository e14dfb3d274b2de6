package phasegrid.engine.theory;

import phasegrid.engine.theory.EulerProgram.Start;

/**
 * The clone probability of the reverse SDE of noise level λ in continuous time.
 *
 * <p>All λ share the marginals of the data, not the law of paths: φ = 1 for labels that the endpoint fixes at λ = 0, the
 * posterior value at λ = 1, and it falls with λ.
 */
public final class ContinuousClones {
    /** Steps per unit of time and of 1 + λ on the coarsest grid. */
    private static final double DENSITY = 12;

    private static final int GRIDS = 4;

    private ContinuousClones() {}

    /**
     * φ_λ(t), both labels drawn from p(class | x_0), x_t from its exact law. Error below 1e-6 for r(0) = m/σ above 8.
     *
     * <p>Richardson extrapolation of {@link EulerClones} over Δt, Δt/2, Δt/4, Δt/8, whose error is a power series in Δt; λ = 0
     * keeps the marginals, so that φ_0 = φ(r = m/σ). Cost some 0.1 s.
     */
    public static double sameLabel(TwoGaussianMixture mixture, double t, double noiseLevel) {
        if (noiseLevel == 0 || t == 0) {
            return TwoGaussianMixture.sameLabelAt(mixture.signalToNoise(0), mixture.weight());
        }
        int steps = (int) Math.ceil(DENSITY * (1 + noiseLevel) * t);
        double[] table = new double[GRIDS];
        for (int k = 0; k < GRIDS; k++) {
            table[k] = euler(mixture, t, noiseLevel, steps << k);
        }
        return extrapolate(table);
    }

    /** Removes the powers Δt, Δt², … one after another from values at Δt, Δt/2, Δt/4, … */
    private static double extrapolate(double[] table) {
        for (int order = 1; order < table.length; order++) {
            for (int k = table.length - 1; k >= order; k--) {
                table[k] += (table[k] - table[k - 1]) / ((1 << order) - 1);
            }
        }
        return table[table.length - 1];
    }

    private static double euler(TwoGaussianMixture mixture, double t, double noiseLevel, int steps) {
        return EulerClones.of(new EulerProgram(mixture, t, noiseLevel, t, steps, Start.EXACT))
                .sameLabel();
    }
}
