package phasegrid.engine.dynamics;

import phasegrid.engine.definition.Param;

/** How a diffusion model runs backward in time. */
public sealed interface ReverseSampler {
    /** Steps from the horizon to 0. */
    int steps();

    /** λ of the dynamics that it integrates. */
    double noiseLevel();

    /** What a coordinate keeps in a step of length {@code h} where the score has slope {@code −1/spread}. */
    double keep(double h, double spread);

    /** The weight of the score's other part in a step of length {@code h}. */
    double pull(double h);

    /** Standard deviation of a step's noise. */
    double kick(double h);

    /**
     * Euler-Maruyama for {@code dy = [y + (1 + λ) ∇log P_t] dτ + √(2λ) dW}: λ = 1 is the time reversal, λ = 0 the
     * probability flow; all have the same marginals. Weak order 1 in the step.
     *
     * @param noiseLevel λ
     * @param steps how many equal steps lie between the horizon and 0
     */
    record EulerMaruyama(
            @Param(
                    symbol = "λ",
                    doc = "noise level: 1 time reversal, 0 probability flow",
                    usual = "1",
                    min = 0,
                    max = 100)
            double noiseLevel,

            @Param(symbol = "T/Δt", doc = "steps from the horizon to 0", usual = "1000", min = 1, max = 1_000_000)
            int steps)
            implements ReverseSampler {
        @Override
        public double keep(double h, double spread) {
            return Math.fma(h, 1 - (1 + noiseLevel) / spread, 1);
        }

        @Override
        public double pull(double h) {
            return h * (1 + noiseLevel);
        }

        @Override
        public double kick(double h) {
            return Math.sqrt(2 * noiseLevel * h);
        }
    }
}
