package phasegrid.engine.theory;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * Functions of y on a lattice, carried backward through Euler steps: u_t(y) = E u_{t−h}(y′) by the trapezoid rule.
 *
 * <p>Outside the lattice a function keeps its value at the edge.
 */
final class BackwardField {
    /** The Gaussian kernel is cut at this many standard deviations and its weights are normalised to 1. */
    private static final double REACH = 6;

    private final Lattice lattice;
    private final double[][] values;

    private BackwardField(Lattice lattice, double[][] values) {
        this.lattice = lattice;
        this.values = values;
    }

    /** The field of {@code functions} functions whose values at y are {@code at.apply(y)}. */
    static BackwardField of(Lattice lattice, int functions, DoubleFunction<double[]> at) {
        double[][] values = new double[functions][lattice.points()];
        for (int k = 0; k < lattice.points(); k++) {
            double[] column = at.apply(lattice.y(k));
            for (int f = 0; f < functions; f++) {
                values[f][k] = column[f];
            }
        }
        return new BackwardField(lattice, values);
    }

    /** Other functions of y and of the values at y, on the same lattice. */
    BackwardField map(int functions, Combination combination) {
        double[] column = new double[values.length];
        int[] k = {0};
        return of(lattice, functions, y -> combination.apply(y, column(k[0]++, column)));
    }

    /** New values from y and the values there. */
    interface Combination {
        double[] apply(double y, double[] values);
    }

    /** The field before a step of this field's functions after it; cost points × (12 √ν/δ + 1) × functions. */
    BackwardField before(MixtureStep step, Lattice upper) {
        Kernel kernel = new Kernel(Math.sqrt(step.noise()) / lattice.spacing());
        return of(upper, values.length, y -> kernel.average(step.mean(y) / lattice.spacing() + lattice.side()));
    }

    /** ∫ u_f(y) density(y) dy, divided by the same sum for u = 1. */
    double expectation(int f, DoubleUnaryOperator density) {
        double sum = 0;
        double norm = 0;
        for (int k = 0; k < lattice.points(); k++) {
            double p = density.applyAsDouble(lattice.y(k));
            sum += p * values[f][k];
            norm += p;
        }
        return sum / norm;
    }

    private double[] column(int k, double[] column) {
        for (int f = 0; f < column.length; f++) {
            column[f] = values[f][k];
        }
        return column;
    }

    /** A Gaussian of standard deviation {@code sd} in units of the spacing. */
    private final class Kernel {
        private final double sd;
        private final double curvature;
        private final double[] weights;
        private final double[] averages = new double[values.length];

        Kernel(double sd) {
            this.sd = sd;
            this.curvature = Elementary.exp(-1 / (sd * sd));
            this.weights = new double[(int) (2 * REACH * sd) + 2];
        }

        /** Averages of all functions around {@code centre}, an index that need not be whole. */
        double[] average(double centre) {
            int first = (int) Math.ceil(centre - REACH * sd);
            double total = weigh((first - centre) / sd);
            for (int f = 0; f < values.length; f++) {
                averages[f] = dot(values[f], first) / total;
            }
            return averages;
        }

        /** Fills the weights exp(−(x + i/sd)²/2) by the recurrence of their ratios; their sum. */
        private double weigh(double x) {
            double weight = Elementary.exp(-0.5 * x * x);
            double ratio = Elementary.exp(-(x + 0.5 / sd) / sd);
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weight;
                total += weight;
                weight *= ratio;
                ratio *= curvature;
            }
            return total;
        }

        private double dot(double[] u, int first) {
            if (first < 0 || first > u.length - weights.length) {
                return dotAtEdge(u, first, u.length - 1);
            }
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * u[first + i];
            }
            return sum;
        }

        private double dotAtEdge(double[] u, int first, int last) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * u[Math.min(Math.max(first + i, 0), last)];
            }
            return sum;
        }
    }
}
