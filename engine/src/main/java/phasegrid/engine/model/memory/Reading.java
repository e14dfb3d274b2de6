package phasegrid.engine.model.memory;

/** The pass at which a chain is read: a whole number, or ∞ for the stationary average. */
final class Reading {
    private Reading() {}

    static void check(double t) {
        if (Double.isFinite(t) && t != Math.rint(t)) {
            throw new IllegalArgumentException("t = " + t + " is no whole number of passes; take " + Math.rint(t));
        }
    }

    static long pass(double t) {
        return Double.isInfinite(t) ? 0 : (long) t;
    }
}
