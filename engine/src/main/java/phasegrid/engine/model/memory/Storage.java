package phasegrid.engine.model.memory;

import phasegrid.engine.dynamics.Start;

/** What networks that store n patterns on d sites have in common. */
final class Storage {
    private Storage() {}

    /** Refuses fields beyond whole numbers of 32 bits, and a mixture of more patterns than are stored. */
    static void check(int d, int n, Start start) {
        if ((long) d * n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "d = " + d + " times n = " + n + " is more than 2^31; take fewer spins or patterns");
        } else if (start.condensed() > n) {
            throw new IllegalArgumentException("a mixture of " + start.condensed() + " patterns can't be made of n = "
                    + n + "; store more or mix fewer");
        }
    }

    /** β as the factor of a fluctuation; 1 at β = ∞, where the variance itself is shown. */
    static double scale(double beta) {
        return Double.isInfinite(beta) ? 1 : beta;
    }

    /** Of one pass of one network with its measurement, in nanoseconds or so. */
    static long operations(int d, int n) {
        return 1500 + (long) d * (20 + n / 10);
    }
}
