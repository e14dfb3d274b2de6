package phasegrid.engine.dynamics;

import phasegrid.engine.linear.Elementary;

/**
 * A noised state's law given its data point: {@code x = shrink·a + √noise·z}, z ~ N(0, 1) in each coordinate.
 *
 * @param time t, the Ornstein-Uhlenbeck time: the noise-to-signal ratio is σ² = T(e^{2t} − 1)
 * @param clock c, the time in which the process itself is written
 * @param shrink s
 * @param noise s²σ²
 * @param growth d ln √noise / dt
 * @param speed dt/dc
 */
public record Level(double time, double clock, double shrink, double noise, double growth, double speed) {
    /** The data themselves. */
    public static final Level DATA = new Level(0, 0, 1, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Γ = noise + shrink² variance, of a mode whose data variance is {@code variance}. */
    public double spread(double variance) {
        return Math.fma(variance, shrink * shrink, noise);
    }

    /** σ² = noise/shrink²: the posterior of a depends on x/shrink and on this alone. */
    public double ratio() {
        return noise / (shrink * shrink);
    }

    /** d ln σ/dt = 1/(1 − e^{−2t}), the same for every process. */
    public double ratioGrowth() {
        return -1 / Elementary.expm1(-2 * time);
    }

    /** shrink/noise, so that p(a | x) ∝ p_0(a) exp(b·a − |a|²/(2σ²)) has b = field·x. */
    public double field() {
        return shrink / noise;
    }

    /** The Ornstein-Uhlenbeck time at which a process of temperature 1 has the same σ². */
    double unitTime(double noiseTemperature) {
        return noiseTemperature == 1 ? time : 0.5 * Elementary.log1p(noiseTemperature * Elementary.expm1(2 * time));
    }
}
