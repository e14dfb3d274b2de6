package phasegrid.engine.statistics;

import java.util.List;
import java.util.Objects;

/**
 * Sum C = Σ(x − mean x)(y − mean y) of a pair of observables over the replicas where both are finite.
 *
 * <p>Count and means are those of the pairs, so that merging is exact; replicas where either failed are left out (the
 * {@link Cell} of each observable counts them). No pair: both means NaN, C 0. One of them constant: C exactly 0.
 *
 * <p>Domain as for {@link Cell}. Source: Chan, Golub, LeVeque 1983, doi 10.1080/00031305.1983.10483115 (merge).
 */
public record CoMoment(long count, double meanX, double meanY, double c) {

    /** The identity of {@link #merge(CoMoment)}: no pair, means NaN. */
    public static final CoMoment EMPTY = new CoMoment(0, Double.NaN, Double.NaN, 0);

    /** Number of doubles that {@link #encode} writes. */
    public static final int LENGTH = 4;

    /** Refuses a count outside [0, 2⁵³] and means or a sum of no pairs. */
    public CoMoment {
        Counts.check("hold a co-moment", "count", count);
        if (count == 0 && !(Double.isNaN(meanX) && Double.isNaN(meanY) && c == 0)) {
            throw new IllegalArgumentException("Cannot hold a co-moment: count 0, means " + meanX + ", " + meanY
                    + ", sum " + c + "; no pairs have means NaN and sum 0");
        }
    }

    /**
     * The co-moment of (x[i], y[i]) for i in [from, to).
     *
     * <p>Two passes in index order, as in {@link Cell#of(double[], int, int)}: C = Σ dx·dy with d the
     * deviations from the first pass's means. Empty range: {@link #EMPTY}. Cost O(to − from).
     */
    public static CoMoment of(double[] x, double[] y, int from, int to) {
        Objects.checkFromToIndex(from, to, Math.min(x.length, y.length));
        long count = 0;
        double firstX = Double.NaN;
        double firstY = Double.NaN;
        double sumX = 0;
        double sumY = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                firstX = count == 0 ? x[i] : firstX;
                firstY = count == 0 ? y[i] : firstY;
                sumX += x[i] - firstX;
                sumY += y[i] - firstY;
                count++;
            }
        }
        return count == 0 ? EMPTY : around(firstX + sumX / count, firstY + sumY / count, x, y, from, to);
    }

    private static CoMoment around(double centreX, double centreY, double[] x, double[] y, int from, int to) {
        long count = 0;
        double residualX = 0;
        double residualY = 0;
        double products = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                double dx = x[i] - centreX;
                double dy = y[i] - centreY;
                residualX += dx;
                residualY += dy;
                products += dx * dy;
                count++;
            }
        }
        return new CoMoment(count, centreX + residualX / count, centreY + residualY / count, products);
    }

    /** Merges from left to right; none give {@link #EMPTY}. */
    public static CoMoment merge(List<CoMoment> coMoments) {
        CoMoment all = EMPTY;
        for (CoMoment coMoment : coMoments) {
            all = all.merge(coMoment);
        }
        return all;
    }

    /** The co-moment of both sets of pairs, C = (C + C') + Δx·Δy·(a·(b/n)); algebra as for {@link Cell#merge(Cell)}. */
    public CoMoment merge(CoMoment other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double between = (meanX - other.meanX) * (meanY - other.meanY) * Counts.product(count, other.count);
        return new CoMoment(
                count + other.count,
                Counts.mean(count, meanX, other.count, other.meanX),
                Counts.mean(count, meanY, other.count, other.meanY),
                c + other.c + between);
    }

    /** Unbiased covariance of one pair, C/(n − 1); NaN below two pairs. That of the two means is this over n. */
    public double covariance() {
        return count < 2 ? Double.NaN : c / (count - 1);
    }

    /** Writes count, both means and C to payload[at … at + 4). */
    public void encode(double[] payload, int at) {
        payload[at] = count;
        payload[at + 1] = meanX;
        payload[at + 2] = meanY;
        payload[at + 3] = c;
    }

    /** Reads what {@link #encode} wrote; an impossible co-moment is an error. */
    public static CoMoment decode(double[] payload, int at) {
        return new CoMoment(
                Counts.whole("decode a co-moment", payload[at]), payload[at + 1], payload[at + 2], payload[at + 3]);
    }
}
