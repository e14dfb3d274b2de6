package phasegrid.engine.dynamics;

import java.util.List;
import phasegrid.engine.linear.Elementary;

/** The law of {@link ForwardProcess.Tabulated}: in each piece an Ornstein-Uhlenbeck process of its own. */
final class PiecewiseRates {
    private final double[] clock;
    private final double[] decay;
    private final double[] drive;
    private final double[] shrink;
    private final double[] ratio;

    PiecewiseRates(ForwardProcess.Tabulated rates) {
        clock = array(rates.clocks());
        decay = array(rates.decays());
        drive = array(rates.drives());
        shrink = new double[clock.length];
        ratio = new double[clock.length];
        shrink[0] = 1;
        for (int i = 1; i < clock.length; i++) {
            double length = clock[i] - clock[i - 1];
            shrink[i] = shrink[i - 1] * Elementary.exp(-decay[i - 1] * length);
            ratio[i] = ratio[i - 1] + added(i - 1, length);
        }
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static void check(List<Double> clocks, List<Double> decays, List<Double> drives) {
        if (clocks.isEmpty() || decays.size() != clocks.size() || drives.size() != clocks.size()) {
            throw new IllegalArgumentException("clocks, decays and drives have " + clocks.size() + ", " + decays.size()
                    + " and " + drives.size() + " values; give as many of each");
        }
        for (int i = 0; i < clocks.size(); i++) {
            if (i == 0 ? clocks.get(0) != 0 : clocks.get(i) <= clocks.get(i - 1)) {
                throw new IllegalArgumentException("clocks = " + clocks + " does not ascend from 0; sort it");
            }
        }
    }

    /** What σ² gains in {@code length} of piece {@code i}: 2 g²/s_i² (e^{2k·length} − 1)/(2k). */
    private double added(int i, double length) {
        double k = 2 * decay[i];
        return slope(i) * (k == 0 ? length : Elementary.expm1(k * length) / k);
    }

    /** dσ²/dc where piece {@code i} begins. */
    private double slope(int i) {
        return 2 * drive[i] * drive[i] / (shrink[i] * shrink[i]);
    }

    Level at(double t) {
        double target = Elementary.expm1(2 * t);
        int i = clock.length - 1;
        while (ratio[i] >= target && i > 0) {
            i--;
        }
        double k = 2 * decay[i];
        double scaled = (target - ratio[i]) / slope(i);
        double length = k == 0 ? scaled : Elementary.log1p(k * scaled) / k;
        if (!(length < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Cannot noise up to t = " + t + ": σ² stays below "
                    + (ratio[i] - slope(i) / k) + "; give a last decay of at least 0");
        }
        double s = shrink[i] * Elementary.exp(-decay[i] * length);
        double speed = drive[i] * drive[i] / (s * s) * Elementary.exp(-2 * t);
        return new Level(
                t, clock[i] + length, s, s * s * target, -1 / Elementary.expm1(-2 * t) - decay[i] / speed, speed);
    }

    double time(double at) {
        int i = clock.length - 1;
        while (clock[i] > at && i > 0) {
            i--;
        }
        return 0.5 * Elementary.log1p(ratio[i] + added(i, at - clock[i]));
    }
}
