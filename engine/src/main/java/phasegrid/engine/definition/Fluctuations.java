package phasegrid.engine.definition;

import java.util.function.ToDoubleFunction;

/**
 * The functions of moments that every spin model reports, each of one disorder sample's thermal means, averaged over
 * disorder afterwards. A variance that is rounding alone counts as 0, so that a ground state at β = ∞ has none.
 */
public final class Fluctuations {
    private static final double ROUNDING = 1e-13;

    private Fluctuations() {}

    /** The susceptibility χ = βd(⟨m²⟩ − ⟨m⟩²), {@code scale} giving βd, or d at β = ∞. */
    public static <P extends Record> Observable.Derived<P> susceptibility(
            String name, Scalar m, Scalar square, ToDoubleFunction<P> scale) {
        return scaledVariance(name, "β d (⟨m²⟩ − ⟨m⟩²), at β = ∞ without β; m = " + m.name(), m, square, scale);
    }

    /** The specific heat per spin c = β²d(⟨e²⟩ − ⟨e⟩²) of the energy per spin e, {@code scale} giving β²d, or d at β = ∞. */
    public static <P extends Record> Observable.Derived<P> specificHeat(
            String name, Scalar energy, Scalar square, ToDoubleFunction<P> scale) {
        return scaledVariance(
                name, "β² d (⟨e²⟩ − ⟨e⟩²), at β = ∞ without β²; e = " + energy.name(), energy, square, scale);
    }

    private static <P extends Record> Observable.Derived<P> scaledVariance(
            String name, String definition, Scalar x, Scalar square, ToDoubleFunction<P> scale) {
        return new Observable.Derived<>(name, "1", definition, true, (p, means) -> {
            double mean = means.of(x);
            double variance = means.of(square) - mean * mean;
            return Math.abs(variance) <= ROUNDING * means.of(square) ? 0 : scale.applyAsDouble(p) * variance;
        });
    }

    /** Binder's cumulant 1 − ⟨m⁴⟩/(3⟨m²⟩²) of means over everything: 0 for a Gaussian, ⅔ for ±m. */
    public static <P extends Record> Observable.Derived<P> binder(String name, Scalar square, Scalar fourth) {
        return new Observable.Derived<>(
                name,
                "1",
                "1 − ⟨m⁴⟩/(3⟨m²⟩²), m² = " + square.name(),
                false,
                (p, means) -> 1 - means.of(fourth) / (3 * means.of(square) * means.of(square)));
    }
}
