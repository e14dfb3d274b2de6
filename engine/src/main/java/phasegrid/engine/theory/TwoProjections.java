package phasegrid.engine.theory;

import phasegrid.engine.linear.Elementary;

/**
 * The projection onto one or two random patterns, exact at every size.
 *
 * <p>Two patterns agree on some of the N sites and are opposite on the others. Their span is that of the two parts, so the
 * projection couples the A sites of a part by 1/A among themselves and to no others: two ferromagnets with
 * {@code −½(u²/A − 1)} each, u the part's magnetisation along the first pattern. A is binomial; one pattern is A = N.
 *
 * @param size N
 * @param patterns 1 or 2
 */
public record TwoProjections(int size, int patterns) {
    private double chance(int part) {
        return patterns == 1
                ? part == size ? 1 : 0
                : Elementary.exp(OnePatternGlauber.logChoose(size, part) - size * Elementary.log(2));
    }

    /** ⟨u²⟩ of a part. */
    private static double square(int part, double beta) {
        double weights = 0;
        double sum = 0;
        for (int up = 0; up <= part; up++) {
            double u = 2.0 * up - part;
            double weight = Elementary.exp(OnePatternGlauber.logChoose(part, up)
                    + 0.5 * beta * (u * u / part - part)
                    - part * Elementary.log(2));
            weights += weight;
            sum += weight * u * u;
        }
        return sum / weights;
    }

    /** Mean energy per site without the diagonal, {@code −(1/2N) Σ_{i≠j} J_ij ⟨s_i s_j⟩}. Cost O(N²). */
    public double energy(double beta) {
        double sum = 0;
        for (int a = 0; a <= size; a++) {
            sum += chance(a) * (excess(a, beta) + excess(size - a, beta));
        }
        return -0.5 * sum / size;
    }

    private static double excess(int part, double beta) {
        return part == 0 ? 0 : square(part, beta) / part - 1;
    }

    /** ⟨m²⟩ with the first pattern. */
    public double overlapSquared(double beta) {
        double sum = 0;
        for (int a = 0; a <= size; a++) {
            double squares = (a == 0 ? 0 : square(a, beta)) + (a == size ? 0 : square(size - a, beta));
            sum += chance(a) * squares;
        }
        return sum / size / size;
    }

    /**
     * (1/N) Σ_{k<N/2} P(the pattern is the state t parallel passes at β = ∞ after k of its spins were turned over), with the
     * diagonal. A part follows its majority; where there is none all its spins are tossed. Cost O(N³).
     */
    public double basin(long passes) {
        double sum = 0;
        for (int k = 0; 2 * k < size; k++) {
            sum += patterns == 1 ? 1 : recovered(k, passes);
        }
        return sum / size;
    }

    private double recovered(int turned, long passes) {
        double sum = 0;
        for (int j = 0; j <= turned; j++) {
            for (int i = 0; i <= size - turned; i++) {
                double log = OnePatternGlauber.logChoose(turned, j) + OnePatternGlauber.logChoose(size - turned, i);
                double one = majority(j, i, passes);
                double other = majority(turned - j, size - turned - i, passes);
                sum += one * other * Elementary.exp(log - size * Elementary.log(2));
            }
        }
        return sum;
    }

    private static double majority(int wrong, int right, long passes) {
        return wrong + right == 0 || wrong < right ? 1 : wrong > right ? 0 : tossed(wrong + right, passes);
    }

    /** P(a part without a majority is the pattern's after t passes). */
    private static double tossed(int part, long passes) {
        double none = Elementary.exp(OnePatternGlauber.logChoose(part, part / 2) - part * Elementary.log(2));
        double chance = Elementary.exp(-part * Elementary.log(2));
        for (long pass = 1; pass < passes; pass++) {
            chance = 0.5 * (1 - none) + none * chance;
        }
        return chance;
    }
}
