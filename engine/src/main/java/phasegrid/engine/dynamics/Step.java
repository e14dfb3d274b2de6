package phasegrid.engine.dynamics;

/**
 * One linear step {@code x ← keep·x + pull·⟨a⟩ + kick·z}, ⟨a⟩ the posterior mean at x and {@code at}.
 *
 * @param at the law of the state of which the posterior is taken
 * @param keep factor of the state
 * @param pull factor of the posterior mean
 * @param kick standard deviation of the noise
 * @param averaged whether the result is averaged with the state before the step before: the second half of Heun's rule
 */
public record Step(Level at, double keep, double pull, double kick, boolean averaged) {
    Step(Level at, double keep, double pull, double kick) {
        this(at, keep, pull, kick, false);
    }

    /**
     * Euler-Maruyama in the clock and the coordinates of a schedule, backward through {@code clocks} with everything at
     * {@code slope}: the velocity −b + λ g² ∇log P, b that of the probability flow, and noise of variance 2λ g² per clock.
     */
    static Step euler(double noiseLevel, Level slope, double clocks) {
        double h = clocks * slope.speed();
        double rate = slope.ratioGrowth();
        return new Step(
                slope,
                1 - h * (slope.growth() + noiseLevel * rate),
                h * (1 + noiseLevel) * rate * slope.shrink(),
                Math.sqrt(2 * noiseLevel * h * rate * slope.noise()));
    }

    /**
     * The Gaussian bridge in y = x/shrink between the state and ⟨a⟩, with η times its noise and the rest of the variance kept:
     * {@code y′ = a + √(1 − η²(1 − ρ)) √ρ (y − a) + η σ′ √(1 − ρ) z}, ρ = σ′²/σ².
     */
    static Step bridge(Level from, Level to, double eta) {
        double rho = to.ratio() / from.ratio();
        double lost = (from.ratio() - to.ratio()) / from.ratio();
        double keep = eta == 1 ? rho : Math.sqrt(rho * (1 - eta * eta * lost));
        double kick = eta * Math.sqrt(lost * to.noise());
        return new Step(from, keep * to.shrink() / from.shrink(), (1 - keep) * to.shrink(), kick);
    }

    /** What a coordinate of data variance {@code variance} is multiplied by, ⟨a⟩ = variance·shrink·x/Γ. */
    double gain(double variance) {
        return keep + pull * variance * at.shrink() / at.spread(variance);
    }

    /** The variance that a draw of the posterior adds to its mean, in such a coordinate. */
    double rest(double variance) {
        return pull * pull * variance * at.noise() / at.spread(variance);
    }

    /** The step in the coordinates of another schedule, whose levels at both ends are {@code own} where ours are {@code seen}. */
    Step from(Level own, Level seen, Level ownEnd, Level seenEnd) {
        double out = ownEnd.shrink() / seenEnd.shrink();
        return new Step(own, keep * out * seen.shrink() / own.shrink(), pull * out, kick * out, averaged);
    }

    /** x ← fma(kick, z, fma(keep, x, pull·a)), in this order of roundings. */
    void move(double[] x, double[] a, double[] z, int to) {
        for (int i = 0; i < to; i++) {
            x[i] = Math.fma(kick, z[i], Math.fma(keep, x[i], pull * a[i]));
        }
    }

    /** The same without noise. */
    void move(double[] x, double[] a, int to) {
        for (int i = 0; i < to; i++) {
            x[i] = Math.fma(keep, x[i], pull * a[i]);
        }
    }
}
