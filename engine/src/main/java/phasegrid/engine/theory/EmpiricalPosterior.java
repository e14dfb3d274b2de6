package phasegrid.engine.theory;

import java.util.List;
import java.util.function.DoubleFunction;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;

/**
 * The posterior weights {@code w_μ ∝ exp(−|x − e^{−t}a_μ|²/(2Δ))} of n training points, averaged over the points and over
 * the {@code x = e^{−t}a_1 + √Δ z} that one of them makes. Points are drawn from {@code p N(v, s²) + (1−p) N(−v, s²)} in d
 * dimensions; a single Gaussian is p = 1.
 *
 * <p>Exact at every d and n: points race with Y = E + ln ξ, the least wins with its weight, so that given x only the law
 * H of one Y is needed: {@code P(point 1 wins) = ∫ f_1(c) (1 − H(c))^{n−1} dc}, and {@code −E ln w_1} is
 * {@code ∫ P(Y_1 > c) (1 − (1−H)^{n−1}) dc}. x enters through its distance from the centre of its class, whose square is a
 * gamma variate, and, where classes overlap, through its angle with v. Error below 1e-8 (1e-6 where classes overlap) for n
 * up to 1e12. Cost: some 30 ms; where classes overlap some 300 ms.
 *
 * @param d dimension, at least 1
 * @param n training points, at least 2, not necessarily whole
 * @param signal q = s² e^{−2t}/Δ, the variance that a class has without noise in units of that of the noise, above 0
 * @param separation |v|² e^{−2t}/(2Δ), at least 0; infinite for classes that never meet
 * @param weight p, the weight of the class +
 */
public record EmpiricalPosterior(double d, double n, double signal, double separation, double weight) {
    private static final double SPACING = 0.3;
    private static final double TAIL = 34;
    private static final double NEVER = 1e-15;
    private static final double HALF = 0.5;
    private static final double NEGLIGIBLE = 1e-13;

    /**
     * Averages over training sets and x.
     *
     * @param participation E Σ w² = E w_true: two draws from the posterior are one point
     * @param sameClass E Σ_c (Σ_{μ in c} w_μ)²: two draws are of one class
     * @param entropy E[−Σ w ln w], natural
     */
    public record Averages(double participation, double sameClass, double entropy) {}

    /** A single Gaussian N(0, s² I_d) at signal q = s²/(e^{2t} − 1). */
    public static EmpiricalPosterior ofGaussian(double d, double n, double signal) {
        return new EmpiricalPosterior(d, n, signal, 0, 1);
    }

    /** Whether x may have come from either of two classes, which makes averages dearer. */
    public boolean overlapping() {
        return weight < 1 && weight > 0 && separation < Double.POSITIVE_INFINITY;
    }

    /** All averages at once. */
    public Averages averages() {
        List<RadialNodes> radii = RadialNodes.gamma(0.5 * d);
        double[] c = grid(radii);
        Strangers strangers = overlapping() ? strangers(radii, c) : null;
        double[] sum = new double[3];
        for (RadialNodes radius : radii) {
            add(sum, new Race(EnergyLaw.seenFrom(d, signal, radius.at()), c), strangers, radius.weight());
        }
        return new Averages(sum[0], weight < 1 && weight > 0 ? sum[1] : 1, sum[2]);
    }

    /** From where no other point has arrived to where every point has. */
    private double[] grid(List<RadialNodes> radii) {
        double from = 0;
        double to = 0;
        for (RadialNodes radius : radii) {
            EnergyLaw energy = EnergyLaw.seenFrom(d, signal, radius.at());
            EnergyLaw own = energy.own();
            double margin = 9 * Math.sqrt(own.variance()) + TAIL;
            from = Math.min(from, Math.min(own.mean() - margin, -energy.logTransform(1) - Elementary.log(n) - TAIL));
            to = Math.max(to, own.mean() + margin);
        }
        double[] c = new double[(int) Math.ceil((to - from) / SPACING)];
        for (int i = 0; i < c.length; i++) {
            c[i] = from + i * SPACING;
        }
        return c;
    }

    private Strangers strangers(List<RadialNodes> radii, double[] c) {
        double least = radii.stream().mapToDouble(RadialNodes::at).min().orElseThrow();
        double most = radii.stream().mapToDouble(RadialNodes::at).max().orElseThrow();
        double shift = 2 * Math.sqrt(separation);
        double from = Math.max(shift - Math.sqrt((1 + signal) * most), Math.sqrt((1 + signal) * least) - shift);
        double to = Math.sqrt((1 + signal) * most) + shift;
        EnergyLaw typical = EnergyLaw.seenFrom(d, signal, 0.5 * d);
        return new Strangers(typical, n, SPACING, c[c.length - 1], Math.max(0, from), to);
    }

    private void add(double[] sum, Race race, Strangers strangers, double share) {
        double[] other = new double[race.to];
        if (strangers == null) {
            race.add(sum, other, share);
            return;
        }
        double rho = race.energy.rho();
        for (RadialNodes angle : RadialNodes.cosine(d)) {
            double far = rho + 4 * Math.sqrt(rho * separation) * angle.at() + 4 * separation;
            strangers.below(Math.sqrt(Math.max(0, far)), race.start, other, race.from, race.to);
            race.add(sum, other, share * angle.weight());
        }
    }

    /** The race that is seen from one x. */
    private final class Race {
        private final EnergyLaw energy;
        private final double start;
        private final double[][] own;
        private final double[][] same;
        private int from;
        private int to;

        Race(EnergyLaw energy, double[] c) {
            this.energy = energy;
            start = c[0];
            RaceLaw ownLaw = RaceLaw.of(energy.own());
            own = new double[c.length][];
            double first = Math.min(
                    ownLaw.mean() - 9 * ownLaw.deviation() - TAIL, -energy.logTransform(1) - Elementary.log(n) - TAIL);
            while (c[from] < first - SPACING) {
                from++;
            }
            to = from;
            for (double left = 1; to < c.length && left > NEVER; to++) {
                own[to] = ownLaw.beyond(c[to]);
                left = own[to][0];
            }
            RaceLaw sameLaw = RaceLaw.ofMany(energy, n, c[to - 1]);
            same = new double[to][];
            for (int i = from; i < to; i++) {
                same[i] = sameLaw.at(c[i]);
            }
        }

        void add(double[] sum, double[] other, double share) {
            boolean alike = weight == HALF;
            add(sum, other, alike ? share : share * weight, weight);
            add(sum, other, alike ? 0 : share * (1 - weight), 1 - weight);
        }

        /** Of a class of weight p. */
        private void add(double[] sum, double[] other, double share, double p) {
            for (int i = from; share > 0 && i < to; i++) {
                double late = Math.max(1e-300, 1 - p * same[i][0] - (1 - p) * other[i]);
                double rest =
                        late < 0.5 ? Elementary.log(late) : Elementary.log1p(-p * same[i][0] - (1 - p) * other[i]);
                double none = Elementary.exp((n - 1) * rest);
                double wins = own[i][1] * none;
                sum[0] += share * SPACING * wins;
                sum[1] += share * SPACING * (wins + own[i][0] * (n - 1) * p * same[i][1] * none / late);
                sum[2] += share * SPACING * own[i][0] * (1 - none);
            }
        }
    }

    /**
     * The training point nearest to x.
     *
     * @param largest E max w = P(it is the one that x came from)
     * @param energy E min_μ |x − e^{−t}a_μ|²/(2Δ)
     */
    public record Nearest(double largest, double energy) {}

    /** Averages over the training point nearest to x. */
    public Nearest nearest() {
        if (overlapping()) {
            double[] both = new NearestOfTwoClasses(this).averages();
            return new Nearest(both[0], both[1]);
        }
        double[] sum = new double[2];
        for (RadialNodes radius : RadialNodes.gamma(0.5 * d)) {
            EnergyLaw other = EnergyLaw.seenFrom(d, signal, radius.at());
            EnergyLaw own = other.own();
            for (double p : weight == 1 ? new double[] {1} : new double[] {weight, 1 - weight}) {
                double[] race = overLeast(own, other, y -> least(own.at(y), other.at(y), p, y));
                sum[0] += radius.weight() * p * race[0];
                sum[1] += radius.weight() * p * race[1];
            }
        }
        return new Nearest(sum[0], sum[1]);
    }

    /** Densities at y: of the own energy being the least, and of the least energy times y. */
    private double[] least(double[] own, double[] other, double p, double y) {
        double first = own[1] * none(other[0], p, n - 1);
        double others = (1 - own[0]) * (n - 1) * p * other[1] * none(other[0], p, n - 2);
        return new double[] {first, y * (first + others)};
    }

    /** E min_μ |a − a_μ|² of a point a that is not one of the n, all from N(0, I_d). */
    public static double fresh(double d, double n) {
        EmpiricalPosterior points = ofGaussian(d, n, 1);
        double sum = 0;
        for (RadialNodes radius : RadialNodes.gamma(0.5 * d)) {
            EnergyLaw energy = new EnergyLaw(d, 1, radius.at());
            sum += radius.weight()
                    * points.overLeast(energy, energy, y -> {
                        double[] both = energy.at(y);
                        return new double[] {y * n * both[1] * none(both[0], 1, n - 1)};
                    })[0];
        }
        return 2 * sum;
    }

    /** (1 − p P)^number. */
    private static double none(double probability, double p, double number) {
        return Elementary.exp(number * Elementary.log1p(-p * Math.min(1 - 1e-16, Math.max(0, probability))));
    }

    /** ∫ f(y) dy for densities of the least of all energies times powers of y, the first of them the least far-reaching. */
    private double[] overLeast(EnergyLaw own, EnergyLaw other, DoubleFunction<double[]> f) {
        double tilt = other.tiltOfLeast(n);
        double start = Math.min(own.mean(), -other.slope(tilt));
        double width = Math.min(0.4 * Math.sqrt(own.variance()), SPACING / tilt);
        double step = Math.min(SPACING, width / start);
        double[] sum = f.apply(start);
        Kernels.scale(start, sum, 0, sum.length);
        for (double side : new double[] {-step, step}) {
            double[] largest = sum.clone();
            boolean more = true;
            for (int k = 1; more; k++) {
                double y = start * Elementary.exp(side * k);
                double[] term = f.apply(y);
                more = false;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += y * term[i];
                    largest[i] = Math.max(largest[i], y * term[i]);
                    more |= y * term[i] > NEGLIGIBLE * largest[i];
                }
            }
        }
        Kernels.scale(step, sum, 0, sum.length);
        return sum;
    }
}
