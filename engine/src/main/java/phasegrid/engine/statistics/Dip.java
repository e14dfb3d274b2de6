package phasegrid.engine.statistics;

import java.util.Arrays;

/**
 * Hartigan's dip: the largest distance between an empirical distribution function and the unimodal one nearest to it.
 *
 * <p>Between 1/(2n) and 1/4, the dip of two points of equal weight. Of unimodal laws the uniform one has the largest dips, of
 * order {@code 1/√n}. O(n log n). Source: {@code hartigan1985dip}, section 3.
 */
public final class Dip {
    /** √n times the dip of uniform numbers is above this with probability 0.001, for large n; of any other unimodal law more rarely. */
    public static final double RARE = 0.75;

    private final double[] x;
    private final int[] before;
    private final int[] after;
    /** Corners of the convex minorant on the modal interval, from its upper end down. */
    private final int[] convex;
    /** Corners of the concave majorant on the modal interval, from its lower end up. */
    private final int[] concave;

    private int convexEnd;
    private int concaveEnd;
    private int convexTouch;
    private int concaveTouch;

    private Dip(double[] sorted) {
        x = sorted;
        before = new int[x.length];
        after = new int[x.length];
        convex = new int[x.length];
        concave = new int[x.length];
        envelopes();
    }

    /** The dip of at least one number, in any order. */
    public static double of(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n < 2 || sorted[0] == sorted[n - 1] ? 0.5 / n : new Dip(sorted).counts() / (2 * n);
    }

    /** For each point the corner before it on the minorant up to it, and the one after it on the majorant from it on. */
    private void envelopes() {
        int last = x.length - 1;
        for (int j = 1; j <= last; j++) {
            int i = j - 1;
            while (i > 0 && (x[j] - x[i]) * (i - before[i]) >= (x[i] - x[before[i]]) * (j - i)) {
                i = before[i];
            }
            before[j] = i;
        }
        after[last] = last;
        for (int k = last - 1; k >= 0; k--) {
            int i = k + 1;
            while (i < last && (x[k] - x[i]) * (i - after[i]) >= (x[i] - x[after[i]]) * (k - i)) {
                i = after[i];
            }
            after[k] = i;
        }
    }

    /** 2n times the dip: the modal interval shrinks to where its envelopes are farthest apart, until what lies outside decides. */
    private double counts() {
        int low = 0;
        int high = x.length - 1;
        double dip = 1;
        while (true) {
            corners(low, high);
            if (apart() < dip) {
                return dip;
            }
            dip = Math.max(dip, outside());
            if (low == convex[convexTouch] && high == concave[concaveTouch]) {
                return dip;
            }
            low = convex[convexTouch];
            high = concave[concaveTouch];
        }
    }

    private void corners(int low, int high) {
        convex[0] = high;
        convexEnd = 0;
        while (convex[convexEnd] > low) {
            convex[convexEnd + 1] = before[convex[convexEnd]];
            convexEnd++;
        }
        concave[0] = low;
        concaveEnd = 0;
        while (concave[concaveEnd] < high) {
            concave[concaveEnd + 1] = after[concave[concaveEnd]];
            concaveEnd++;
        }
    }

    /** How far the envelopes are apart at most, in counts; leaves the corners next to that place. */
    private double apart() {
        convexTouch = convexEnd;
        concaveTouch = concaveEnd;
        if (convexEnd == 1 && concaveEnd == 1) {
            return 1;
        }
        double apart = 0;
        int i = convexEnd - 1;
        int j = 1;
        do {
            int lower = convex[i];
            int upper = concave[j];
            boolean atUpper = lower > upper;
            double here = atUpper
                    ? upper - convex[i + 1] + 1 - chord(convex[i + 1], lower, upper)
                    : chord(concave[j - 1], upper, lower) - (lower - concave[j - 1] - 1);
            j += atUpper ? 1 : 0;
            i -= atUpper ? 0 : 1;
            if (here >= apart) {
                apart = here;
                convexTouch = i + 1;
                concaveTouch = atUpper ? j - 1 : j;
            }
            i = Math.max(0, i);
            j = Math.min(concaveEnd, j);
        } while (convex[i] != concave[j]);
        return apart;
    }

    /** How far the line from one point to another has risen at a third, in counts. */
    private double chord(int from, int to, int at) {
        return (x[at] - x[from]) * (to - from) / (x[to] - x[from]);
    }

    /** The largest distance between function and envelopes in the parts that leave the modal interval, in counts. */
    private double outside() {
        double most = 0;
        for (int k = convexTouch; k < convexEnd; k++) {
            int from = convex[k + 1];
            int to = convex[k];
            for (int i = from; to - from > 1 && x[to] != x[from] && i <= to; i++) {
                most = Math.max(most, i - from + 1 - chord(from, to, i));
            }
        }
        for (int k = concaveTouch; k < concaveEnd; k++) {
            int from = concave[k];
            int to = concave[k + 1];
            for (int i = from; to - from > 1 && x[to] != x[from] && i <= to; i++) {
                most = Math.max(most, chord(from, to, i) - (i - from - 1));
            }
        }
        return Math.max(1, most);
    }
}
