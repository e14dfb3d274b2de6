package phasegrid.engine.model.glass;

import phasegrid.engine.linear.Elementary;

/**
 * Σ e^{s z}, Σ z e^{s z} and Σ e^{2 s z} over the levels z of one sample, each term divided by e^{shift} or e^{2 shift}.
 *
 * <p>Kept levels are summed one by one. The sums over the rest have the mean and covariance of independent normals below
 * the cut c, from {@code E[zʲ e^{k s z}; z < c]} in closed form by Mills' ratio, so that nothing overflows.
 */
final class LevelSums {
    private static final double FAR = 30;
    private static final int TERMS = 40;

    private final double spread;
    private final double cut;
    private final double rest;
    private final double shift;
    private double sum;
    private double first;
    private double squares;

    LevelSums(RandomLevels levels, double spread) {
        this.spread = spread;
        cut = levels.cut();
        rest = levels.rest();
        shift = Math.max(spread * levels.top(), rest > 0 ? ofRest() : 0);
        for (double z : levels.largest()) {
            double weight = Elementary.exp(spread * z - shift);
            sum += weight;
            first += z * weight;
            squares += weight * weight;
        }
        if (rest > 0) {
            addRest(levels.bulk());
        }
    }

    /** Near ln Σ over the rest, whose weight is at the saddle s, or at the cut where that lies below the saddle. */
    private double ofRest() {
        double saddle = Math.min(spread, cut);
        return Elementary.log(rest) + spread * saddle - 0.5 * saddle * saddle;
    }

    /** ln Z. */
    double logPartition() {
        return shift + Elementary.log(sum);
    }

    /** Σ w z. */
    double mean() {
        return first / sum;
    }

    /** Σ w². */
    double participation() {
        return squares / (sum * sum);
    }

    /** The weight of level z. */
    double weight(double z) {
        return Elementary.exp(spread * z - shift) / sum;
    }

    /** Adds three correlated normals: covariance n (E[ab] − E[a] E[b]), by its triangular root. */
    private void addRest(double[] normals) {
        double below = 0.5 * Elementary.erfc(-cut * Math.sqrt(0.5));
        double a = moment(1, 0) / below;
        double b = moment(1, 1) / below;
        double c = moment(2, 0) / below;
        double aa = moment(2, 0) / below - a * a / rest;
        double ab = moment(2, 1) / below - a * b / rest;
        double bb = moment(2, 2) / below - b * b / rest;
        double ac = moment(3, 0) / below - a * c / rest;
        double bc = moment(3, 1) / below - b * c / rest;
        double cc = moment(4, 0) / below - c * c / rest;
        double l00 = Math.sqrt(Math.max(0, aa));
        double l10 = quotient(ab, l00);
        double l11 = Math.sqrt(Math.max(0, bb - l10 * l10));
        double l20 = quotient(ac, l00);
        double l21 = quotient(bc - l20 * l10, l11);
        double l22 = Math.sqrt(Math.max(0, cc - l20 * l20 - l21 * l21));
        sum += Math.max(0, a + l00 * normals[0]);
        first += b + l10 * normals[0] + l11 * normals[1];
        squares += Math.max(0, c + l20 * normals[0] + l21 * normals[1] + l22 * normals[2]);
    }

    private static double quotient(double covariance, double deviation) {
        return deviation > 0 ? covariance / deviation : 0;
    }

    /** n E[zʲ e^{k s z}; z < c] e^{−k shift}, j ≤ 2; with x = c − k s it is e^{k s c − c²/2}/√2π times Mills' ratio and x. */
    private double moment(int k, int j) {
        double shifted = k * spread;
        double x = cut - shifted;
        double logarithm = Elementary.log(rest) - k * shift;
        if (x > FAR) {
            double whole = Elementary.exp(logarithm + 0.5 * shifted * shifted);
            return j == 0 ? whole : j == 1 ? shifted * whole : (1 + shifted * shifted) * whole;
        }
        double factor = Elementary.exp(logarithm + shifted * cut - 0.5 * cut * cut) / Math.sqrt(2 * Math.PI);
        double mills = mills(-x);
        return factor
                * (j == 0 ? mills : j == 1 ? shifted * mills - 1 : (1 + shifted * shifted) * mills - (2 * shifted + x));
    }

    /** P(normal > t) over the density at t, by its continued fraction where t is large. */
    private static double mills(double t) {
        if (t < FAR) {
            return Math.sqrt(Math.PI / 2) * Elementary.exp(0.5 * t * t) * Elementary.erfc(t * Math.sqrt(0.5));
        }
        double fraction = t;
        for (int k = TERMS; k > 0; k--) {
            fraction = t + k / fraction;
        }
        return 1 / fraction;
    }
}
