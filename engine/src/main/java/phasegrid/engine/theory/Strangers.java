package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import phasegrid.engine.linear.Elementary;

/**
 * P(Y ≤ c) on a grid of c for a class whose centre lies at any distance √ρ.
 *
 * <p>Its logarithm is tabulated as a function of √ρ and of c minus the mean of Y, in which it changes slowly with ρ, and
 * interpolated by polynomials of degree 5 and 7. Relative error below 1e-6 where n P matters; below that P is 0.
 */
final class Strangers {
    private static final double SHARE = 0.12;
    private static final int ALONG = 6;
    private static final int ACROSS = 8;
    private static final double ABOVE = 45;

    private final EnergyLaw typical;
    private final double step;
    private final double spacing;
    private final double least;
    private final double floor;
    private final double nearest;
    private final List<double[]> rows = new ArrayList<>();

    /**
     * @param typical a law whose d and q all share
     * @param n how many points there are
     * @param spacing that of the grid of c
     * @param upTo where the grid ends
     * @param from the least √ρ
     * @param to the largest
     */
    Strangers(EnergyLaw typical, double n, double spacing, double upTo, double from, double to) {
        this.typical = typical;
        this.spacing = spacing;
        floor = -34 - Elementary.log(n);
        step = SHARE * Math.sqrt(0.25 * typical.d() * typical.q() + 0.8 / typical.q());
        nearest = Math.max(0, from - ALONG * step);
        least = lowest(to);
        for (int k = 0; nearest + (k - ALONG) * step <= to && reached(nearest + (k - ALONG) * step, upTo); k++) {
            rows.add(row(at(nearest + k * step), n));
        }
    }

    private boolean reached(double root, double upTo) {
        return root <= 0 || least + mean(at(root)) < upTo + ACROSS * spacing;
    }

    private EnergyLaw at(double root) {
        return new EnergyLaw(typical.d(), typical.q(), root * root);
    }

    private static double mean(EnergyLaw energy) {
        return energy.mean() - RaceLaw.EULER;
    }

    /** c minus the mean below which P is below e^floor for every centre: P ≤ e^{c + K(1)}. */
    private double lowest(double to) {
        double shift = 0;
        for (double root : new double[] {nearest, to}) {
            EnergyLaw energy = at(root);
            shift = Math.max(shift, energy.logTransform(1) + mean(energy));
        }
        return floor - shift;
    }

    private int count() {
        return (int) Math.ceil((ABOVE - least) / spacing) + ACROSS;
    }

    private double[] row(EnergyLaw energy, double n) {
        double[] row = new double[count()];
        double start = least + mean(energy);
        RaceLaw law = RaceLaw.ofMany(energy, n, start + (row.length - 1) * spacing);
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.max(floor, Elementary.log(law.at(start + i * spacing)[0]));
        }
        return row;
    }

    /** Puts P(Y ≤ c) to places {@code from} to {@code to} of {@code out}, c = start + i spacing, for a centre at √ρ = root. */
    void below(double root, double start, double[] out, int from, int to) {
        double place = (root - nearest) / step;
        int first = Math.max(0, (int) place - (ALONG / 2 - 1));
        if (first + ALONG > rows.size()) {
            Arrays.fill(out, from, to, 0);
            return;
        }
        double offset = (start - mean(at(root)) - least) / spacing;
        int whole = (int) Math.floor(offset);
        double[] along = lagrange(place - first, ALONG);
        double[] across = lagrange(offset - whole + (ACROSS / 2 - 1), ACROSS);
        double[] mixed = mixed(first, along, from + whole - ACROSS, to + whole + ACROSS);
        for (int i = from; i < to; i++) {
            int left = i + whole - (ACROSS / 2 - 1);
            double log = left < 0 ? floor : 0;
            for (int k = 0; left >= 0 && left + ACROSS <= count() && k < ACROSS; k++) {
                log = Math.fma(across[k], mixed[left + k], log);
            }
            out[i] = log <= floor ? 0 : Elementary.exp(Math.min(0, log));
        }
    }

    /** The row at a place between rows, from one column to another. */
    private double[] mixed(int first, double[] weights, int from, int to) {
        double[] mixed = new double[count()];
        for (int k = 0; k < ALONG; k++) {
            double[] row = rows.get(first + k);
            for (int i = Math.max(0, from); i < Math.min(mixed.length, to); i++) {
                mixed[i] = Math.fma(weights[k], row[i], mixed[i]);
            }
        }
        return mixed;
    }

    /** Weights of values at 0 … points − 1 in a polynomial at x. */
    static double[] lagrange(double x, int points) {
        double[] weights = new double[points];
        for (int k = 0; k < points; k++) {
            weights[k] = 1;
            for (int j = 0; j < points; j++) {
                weights[k] *= j == k ? 1 : (x - j) / (k - j);
            }
        }
        return weights;
    }
}
