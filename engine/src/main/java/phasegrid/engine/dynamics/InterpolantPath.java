package phasegrid.engine.dynamics;

import phasegrid.engine.linear.Elementary;

/**
 * Interpolants {@code x_c = α(c) a + β(c) z} between data at c = 0 and noise at c = 1, with β/α = σ.
 *
 * <p>Source: {@code albergo2023stochastic}. At t = 30 a clock is at its end to double precision, and every coefficient is
 * still right.
 */
public enum InterpolantPath implements Schedule {
    /** α = 1 − c, β = c. */
    LINEAR {
        @Override
        public Level at(double t) {
            double sigma = Math.sqrt(Elementary.expm1(2 * t));
            double shrink = 1 / (1 + sigma);
            double beta = sigma * shrink;
            double square = Elementary.exp(2 * t);
            return new Level(
                    t,
                    beta,
                    shrink,
                    beta * beta,
                    square * shrink / (sigma * sigma),
                    sigma * (1 + sigma) * (1 + sigma) / square);
        }

        @Override
        public double time(double clock) {
            double sigma = clock / (1 - clock);
            return 0.5 * Elementary.log1p(sigma * sigma);
        }
    },

    /** α = cos(πc/2), β = sin(πc/2). */
    TRIGONOMETRIC {
        @Override
        public Level at(double t) {
            double shrink = Elementary.exp(-t);
            double noise = -Elementary.expm1(-2 * t);
            double sigma = Math.sqrt(Elementary.expm1(2 * t));
            return new Level(
                    t, 4 * turns(shrink, Math.sqrt(noise)), shrink, noise, 1 / (sigma * sigma), QUARTER * sigma);
        }

        @Override
        public double time(double clock) {
            return -Elementary.log(Elementary.cosTurns(0.25 * clock));
        }

        /** The angle of (cosine, sine) in turns, 0 to ¼; the error δ of a guess becomes δ³/3. */
        private double turns(double cosine, double sine) {
            double angle = QUARTER * sine;
            for (int i = 0; i < 5; i++) {
                double c = Elementary.cos(angle);
                double s = Elementary.sin(angle);
                angle -= (s * cosine - c * sine) / (c * cosine + s * sine);
            }
            return angle / (4 * QUARTER);
        }
    };

    private static final double QUARTER = 0.5 * Math.PI;
}
