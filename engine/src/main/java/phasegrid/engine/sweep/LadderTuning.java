package phasegrid.engine.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.linear.Elementary;

/**
 * Places the rungs of a ladder so that all neighbours are exchanged equally often.
 *
 * <p>Where energies are nearly Gaussian, two rungs are exchanged at the rate erfc(λ/2) with a length λ that is additive along
 * the ladder, {@code dλ = √C dβ/β} with the specific heat C (Predescu, Predescu and Ciobanu 2004). Rates that were measured give
 * lengths, and equal lengths give the new rungs. The ends stay where they are.
 *
 * @param rungs the trial ladder, ascending, two rungs or more
 * @param rates the measured exchange rate of each rung with the next, one fewer
 */
public record LadderTuning(List<Double> rungs, List<Double> rates) {
    /** Rates further out say only that a length is long or short. */
    private static final double RAREST = 1e-4;

    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    /** Refuses lists that do not fit one another. */
    public LadderTuning {
        if (rungs.size() < 2 || rates.size() != rungs.size() - 1) {
            throw new IllegalArgumentException("Cannot tune a ladder of " + rungs.size() + " rungs by " + rates.size()
                    + " rates: there are two rungs or more, and a rate for each pair of neighbours");
        }
        rungs = List.copyOf(rungs);
        rates = List.copyOf(rates);
    }

    /** The rate erfc(λ/2) of a length λ. */
    static double rate(double length) {
        return Elementary.erfc(0.5 * length);
    }

    /** The λ at which neighbours are exchanged at a rate in (0, 1). */
    static double length(double rate) {
        double wanted = Math.min(1 - RAREST, Math.max(RAREST, rate));
        double low = 0;
        double high = 8;
        while (high - low > 1e-12) {
            double middle = 0.5 * (low + high);
            if (rate(middle) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** λ between the ends. */
    public double length() {
        return rates.stream().mapToDouble(LadderTuning::length).sum();
    }

    /** How many rungs are exchanged at least at {@code rate}. */
    public int rungsFor(double rate) {
        return 1 + Math.max(1, (int) Math.ceil(length() / length(rate)));
    }

    /** The rate that {@code count} rungs at equal lengths will have. */
    public double expected(int count) {
        return rate(length() / (count - 1));
    }

    /** {@code count} rungs at equal lengths, those inside rounded to 4 digits. */
    public List<Double> spread(int count) {
        List<Double> spread = new ArrayList<>();
        spread.add(rungs.get(0));
        for (int k = 1; k + 1 < count; k++) {
            double rung = new BigDecimal(at(length() * k / (count - 1)), DIGITS).doubleValue();
            if (rung > spread.get(spread.size() - 1) && rung < rungs.get(rungs.size() - 1)) {
                spread.add(rung);
            }
        }
        spread.add(rungs.get(rungs.size() - 1));
        return spread;
    }

    /** The place at a length from the first rung: linear between rungs. */
    private double at(double length) {
        double before = 0;
        for (int k = 0; k < rates.size(); k++) {
            double own = length(rates.get(k));
            if (before + own >= length) {
                return rungs.get(k) + (rungs.get(k + 1) - rungs.get(k)) * (length - before) / own;
            }
            before += own;
        }
        return rungs.get(rungs.size() - 1);
    }
}
