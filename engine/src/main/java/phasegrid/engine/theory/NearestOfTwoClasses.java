package phasegrid.engine.theory;

import java.util.List;
import phasegrid.engine.linear.Elementary;

/**
 * The training point nearest to x where two classes overlap: an average over x, by its distance from the centre of its own
 * class and its angle with the line to the other, of integrals over the least energy y.
 *
 * <p>With F and f the mixture of both classes' distribution functions and densities: the own point is nearest with probability
 * {@code ∫ f_1(y) (1 − F)^{n−1} dy}, and the least energy has the density {@code f_1 (1 − F)^{n−1} + (1 − F_1)(n − 1) f (1 −
 * F)^{n−2}}. Energies lie on a grid of ln y; those of the other class are interpolated in the distance of its centre by
 * polynomials of degree 5. Error below 1e-6. Cost 0.1 to 1 s; NaN where the grids would be too large to be worth it, as at
 * times long past the collapse, where every weight is small.
 */
final class NearestOfTwoClasses {
    private static final double SPACING = 0.3;
    private static final double NEVER = 1e-9;
    private static final double RARE = 1e-9;
    private static final double COMMON = 1e-4;
    private static final double APART = 0.3;
    private static final int MOST = 1 << 19;
    private static final int ALONG = 6;
    private static final double BELOW = 12;
    private static final double ABOVE = 10;

    private final EmpiricalPosterior law;
    private final List<RadialNodes> radii;
    private final double[] y;
    private final double step;
    private final double floor;
    private final double nearest;
    private final double apart;
    private final double[][][] table;

    NearestOfTwoClasses(EmpiricalPosterior law) {
        this.law = law;
        radii = RadialNodes.gamma(0.5 * law.d()).stream()
                .filter(node -> node.weight() > RARE)
                .toList();
        floor = -28 - Elementary.log(law.n());
        double least = extreme(-1);
        double most = extreme(1);
        double shift = 2 * Math.sqrt(law.separation());
        double from = Math.max(0, Math.max(shift - most, least - shift));
        step = radii.stream()
                .filter(node -> node.weight() > COMMON)
                .mapToDouble(this::resolution)
                .min()
                .orElseThrow();
        y = grid(least, from, most);
        apart = APART * Math.sqrt(law.signal());
        nearest = Math.max(0, Math.min(least, from) - ALONG * apart);
        table = new double[(int) Math.min(MOST, Math.ceil((reach(most, most + shift) - nearest) / apart) + ALONG)][][];
    }

    /** The √ρ beyond which no energy is within the grid. */
    private double reach(double least, double most) {
        double root = least;
        while (root < most && !unseen(root)) {
            root += apart;
        }
        return root;
    }

    private boolean unseen(double root) {
        return before(energy(root), y[y.length - 1]);
    }

    private EnergyLaw energy(double root) {
        return new EnergyLaw(law.d(), law.signal(), root * root);
    }

    /** The least or the largest √ρ of a node. */
    private double extreme(int sign) {
        return sign
                * radii.stream()
                        .mapToDouble(node -> sign * Math.sqrt(seen(node).rho()))
                        .max()
                        .orElseThrow();
    }

    private EnergyLaw seen(RadialNodes node) {
        return EnergyLaw.seenFrom(law.d(), law.signal(), node.at());
    }

    /** How fine ln y must be to resolve the own energy and the least of the others. */
    private double resolution(RadialNodes node) {
        EnergyLaw other = seen(node);
        EnergyLaw own = other.own();
        double tilt = other.tiltOfLeast(law.n());
        double start = Math.min(own.mean(), -other.slope(tilt));
        return Math.min(SPACING, Math.min(0.4 * Math.sqrt(own.variance()), SPACING / tilt) / start);
    }

    /** From where no point is, even seen from the other centre, to beyond every own energy. */
    private double[] grid(double least, double closest, double most) {
        EnergyLaw close = energy(Math.min(least, closest));
        EnergyLaw far = energy(most).own();
        EnergyLaw own = energy(least).own();
        double from = Elementary.log(own.mean());
        while (before(own, close, Elementary.exp(from))) {
            from -= SPACING;
        }
        double to = Elementary.log(far.mean());
        while (far.above(Elementary.exp(to)) > NEVER) {
            to += SPACING;
        }
        double[] grid = new double[(int) Math.min(MOST, Math.ceil((to - from) / step))];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = Elementary.exp(from + i * step);
        }
        return grid;
    }

    private boolean before(EnergyLaw own, EnergyLaw others, double y) {
        return own.below(y) > NEVER || y * law.n() * others.below(y) > NEVER;
    }

    /** P(the own point is nearest), and the mean of the least energy. */
    double[] averages() {
        if ((long) table.length * y.length > MOST) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] sum = new double[2];
        List<RadialNodes> angles = RadialNodes.cosine(law.d()).stream()
                .filter(node -> node.weight() > RARE)
                .toList();
        for (RadialNodes radius : radii) {
            EnergyLaw same = seen(radius);
            double[][] alike = laws(Math.sqrt(same.rho()));
            double[][] own = own(same.own());
            for (RadialNodes angle : angles) {
                double root = Math.sqrt(law.separation() * same.rho());
                double rho = same.rho() + 4 * root * angle.at() + 4 * law.separation();
                double[][] other = laws(Math.sqrt(Math.max(0, rho)));
                double share = radius.weight() * angle.weight();
                add(sum, own, alike, other, law.weight(), share * law.weight());
                add(sum, own, alike, other, 1 - law.weight(), share * (1 - law.weight()));
            }
        }
        return sum;
    }

    /** P(E > y) and the density at every y. */
    private double[][] own(EnergyLaw energy) {
        double[][] own = new double[2][y.length];
        for (int i = 0; i < y.length; i++) {
            double[] both = before(energy, y[i])
                    ? new double[] {0, 0}
                    : beyond(energy, y[i]) ? new double[] {1, 0} : energy.at(y[i]);
            own[0][i] = 1 - both[0];
            own[1][i] = both[1];
        }
        return own;
    }

    private static boolean before(EnergyLaw energy, double y) {
        return y < energy.mean() - BELOW * Math.sqrt(energy.variance());
    }

    private static boolean beyond(EnergyLaw energy, double y) {
        return y > energy.mean() + ABOVE * (Math.sqrt(energy.variance()) + 2 * energy.q());
    }

    private void add(double[] sum, double[][] own, double[][] alike, double[][] other, double p, double share) {
        for (int i = 0; i < y.length; i++) {
            double late = Math.max(1e-300, 1 - p * alike[0][i] - (1 - p) * other[0][i]);
            double density = p * alike[1][i] + (1 - p) * other[1][i];
            double rest =
                    late < 0.5 ? Elementary.log(late) : Elementary.log1p(-p * alike[0][i] - (1 - p) * other[0][i]);
            double none = Elementary.exp((law.n() - 1) * rest);
            double first = own[1][i] * none;
            sum[0] += share * step * y[i] * first;
            sum[1] += share * step * y[i] * y[i] * (first + own[0][i] * (law.n() - 1) * density * none / late);
        }
    }

    /** Distribution function and density of the energies of a class whose centre is at √ρ = root, at every y. */
    private double[][] laws(double root) {
        if (unseen(root)) {
            return new double[2][y.length];
        }
        double place = (root - nearest) / apart;
        int first = Math.max(0, Math.min(table.length - ALONG, (int) place - (ALONG / 2 - 1)));
        double[] weights = Strangers.lagrange(place - first, ALONG);
        double[][] laws = new double[2][y.length];
        for (int k = 0; k < ALONG; k++) {
            double[][] row = row(first + k);
            for (int i = 0; i < y.length; i++) {
                laws[0][i] = Math.fma(weights[k], row[0][i], laws[0][i]);
                laws[1][i] = Math.fma(weights[k], row[1][i], laws[1][i]);
            }
        }
        for (double[] logs : laws) {
            for (int i = 0; i < y.length; i++) {
                logs[i] = logs[i] <= floor ? 0 : Elementary.exp(logs[i]);
            }
        }
        return laws;
    }

    /** Logarithms at a distance of the table. */
    private double[][] row(int k) {
        if (table[k] == null) {
            EnergyLaw energy = energy(nearest + k * apart);
            table[k] = new double[2][y.length];
            for (int i = 0; i < y.length; i++) {
                boolean before = before(energy, y[i]);
                boolean beyond = beyond(energy, y[i]);
                double[] both = before || beyond ? new double[2] : energy.at(y[i]);
                table[k][0][i] = beyond ? 0 : log(both[0]);
                table[k][1][i] = log(both[1]);
            }
        }
        return table[k];
    }

    private double log(double x) {
        return x > 0 ? Math.max(floor, Elementary.log(x)) : floor;
    }
}
