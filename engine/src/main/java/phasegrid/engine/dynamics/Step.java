package phasegrid.engine.dynamics;

import java.util.List;

/**
 * One linear step {@code x ← keep·x + pull·⟨a⟩ + kick·z}, ⟨a⟩ the posterior mean at x and {@code at}.
 *
 * @param at the law of the state of which the posterior is taken
 * @param keep factor of the state
 * @param pull factor of the posterior mean
 * @param kick standard deviation of the noise
 * @param carried factor of the state before the step before, with which the result is averaged in the second half of Heun's
 *     rule; 0 where it is not
 */
public record Step(Level at, double keep, double pull, double kick, double carried) {
    Step(Level at, double keep, double pull, double kick) {
        this(at, keep, pull, kick, 0);
    }

    /** Whether the result is averaged with the state before the step before. */
    boolean averaged() {
        return carried != 0;
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
     * Heun's rule for the flow: an Euler step, a second one from there with the slope at {@code end}, and the average of both ends;
     * x + h(b + b̃)/2 is half x and half an Euler step with slope b̃ from where the first one has led.
     */
    static List<Step> heun(Level from, Level to, Level end) {
        double clocks = from.clock() - to.clock();
        Step second = euler(0, end, clocks);
        return List.of(euler(0, from, clocks), new Step(end, second.keep(), second.pull(), second.kick(), 1));
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

    /**
     * The step in the coordinates of another schedule, whose levels at both ends are {@code own} where ours are {@code seen}; the
     * second half of Heun's rule begins in those of its end.
     */
    Step from(Level own, Level seen, Level ownEnd, Level seenEnd) {
        double in = seen.shrink() / own.shrink();
        double out = ownEnd.shrink() / seenEnd.shrink();
        return averaged()
                ? new Step(ownEnd, keep, pull * out, kick * out, carried * out * in)
                : new Step(own, keep * out * seen.shrink() / own.shrink(), pull * out, kick * out);
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
