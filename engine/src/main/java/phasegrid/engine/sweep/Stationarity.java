package phasegrid.engine.sweep;

import java.util.List;
import java.util.stream.IntStream;
import phasegrid.engine.statistics.PairedScore;

/**
 * Whether chains have settled, judged over all chains of a point together: each is compared with itself, earlier with
 * later, and the differences are paired over chains. A series is the bin means of one chain, all bins of one length.
 */
final class Stationarity {
    /** Beyond it a difference is told in the status: 6e-5 by chance. */
    static final double TOLD = 4;

    /** Beyond it a beginning counts as burn-in; too much of that costs little. */
    private static final double FELT = 2.5;

    private static final int[] SHARES = {16, 8, 4};

    private Stationarity() {}

    /**
     * How many of n bins to leave out: the first of n/16, n/8, n/4 from which on, in every scalar, the first eighth of what
     * is kept agrees with the last half; n/2 where none does, and of a single chain, which has no error to judge by.
     *
     * @param scalars {@code [scalar][chain][bin]}
     */
    static int burnIn(List<double[][]> scalars) {
        int bins = scalars.get(0)[0].length;
        boolean judged = scalars.get(0).length > 1;
        for (int share : SHARES) {
            if (judged && settled(scalars, bins / share)) {
                return bins / share;
            }
        }
        return bins / 2;
    }

    private static boolean settled(List<double[][]> scalars, int cut) {
        return scalars.stream().allMatch(chains -> {
            int bins = chains[0].length;
            int kept = bins - cut;
            return !(Math.abs(score(chains, cut, cut + Math.max(1, kept / 8), bins - kept / 2, bins)) > FELT);
        });
    }

    /**
     * The largest score among: first half against second, third quarter against fourth, seventh eighth against eighth; the
     * averages over the last ½, ¼, ⅛ agree where it is small. NaN for a single chain.
     */
    static double drift(double[][] chains) {
        int bins = chains[0].length;
        double largest = Double.NaN;
        for (int part = bins / 2; part >= 1 && part >= bins / 8; part /= 2) {
            double score = Math.abs(score(chains, bins - 2 * part, bins - part, bins - part, bins));
            largest = largest > score ? largest : score;
        }
        return largest;
    }

    private static double score(double[][] chains, int from, int to, int laterFrom, int laterTo) {
        return PairedScore.of(IntStream.range(0, chains.length)
                .mapToDouble(c -> mean(chains[c], from, to) - mean(chains[c], laterFrom, laterTo))
                .toArray());
    }

    /** Whether two quantities of the same chains differ. */
    static boolean differ(double[][] one, double[][] other) {
        double score = PairedScore.of(IntStream.range(0, one.length)
                .mapToDouble(c -> mean(one[c], 0, one[c].length) - mean(other[c], 0, other[c].length))
                .toArray());
        return Math.abs(score) > TOLD;
    }

    private static double mean(double[] bins, int from, int to) {
        double sum = 0;
        for (int b = from; b < to; b++) {
            sum += bins[b];
        }
        return sum / (to - from);
    }
}
