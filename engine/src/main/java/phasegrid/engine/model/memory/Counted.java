package phasegrid.engine.model.memory;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.model.Memo;
import phasegrid.engine.model.OverlapHistogram;
import phasegrid.engine.theory.FewPatterns;

/** One to three random patterns on so few sites that equilibrium at β is soon summed exactly. */
record Counted(int d, int n, double beta) {
    private static final Citation SOURCE = new Citation("hopfield1982neural", "its partition sum, by classes of sites");
    private static final int MOST_SITES_OF_TWO = 64;
    private static final int MOST_SITES_OF_THREE = 16;
    private static final double SELDOM = 0.02;

    private static final Memo<Counted, double[]> DENSITIES = new Memo<>(Counted::densities);

    /** Whether the mean over all random patterns is soon summed. */
    boolean soon() {
        return Double.isFinite(beta)
                && (n == 1 || (n == 2 && d <= MOST_SITES_OF_TWO) || (n == 3 && d <= MOST_SITES_OF_THREE));
    }

    double mean(ToDoubleFunction<FewPatterns.Averages> value) {
        return FewPatterns.mean(d, n, beta, value);
    }

    /** The exact mean of x at the points whose network {@code at} gives; null where it is not in equilibrium. */
    static <P extends Record> Reference<P> law(
            Scalar x, Function<P, Counted> at, ToDoubleFunction<FewPatterns.Averages> value) {
        return of(x, at, counted -> counted.mean(value));
    }

    /** The same of what needs more than averages. */
    static <P extends Record> Reference<P> of(Scalar x, Function<P, Counted> at, ToDoubleFunction<Counted> value) {
        return new Reference.ExactLaw<>(x, SOURCE, p -> {
            Counted counted = at.apply(p);
            return counted != null && counted.soon() ? value.applyAsDouble(counted) : Double.NaN;
        });
    }

    /** The density of the first overlap in a bin; NaN where it is so seldom there that a few samples have not met it. */
    double density(int bin) {
        double density = DENSITIES.of(this)[bin];
        return density >= SELDOM * OverlapHistogram.certain(bin) ? density : Double.NaN;
    }

    private double[] densities() {
        double[] law = FewPatterns.law(d, n, beta);
        double[] densities = new double[OverlapHistogram.BINS];
        for (int k = 0; k < law.length; k++) {
            int bin = OverlapHistogram.bin((2.0 * k - d) / d);
            densities[bin] += OverlapHistogram.certain(bin) * law[k];
        }
        return densities;
    }

    /** S/d = ln Z/d + βu. */
    double entropy() {
        return mean(a -> a.logPartition() / d + beta * a.energy());
    }
}
