package phasegrid.engine.theory;

import java.util.List;
import phasegrid.engine.linear.Elementary;

/** A process whose rates are constant from each clock on: σ² and s by adding up its pieces. */
record TabulatedProcess(List<Double> clocks, List<Double> decays, List<Double> drives) implements NoiseProcess {
    @Override
    public double clock(double t) {
        double left = Elementary.expm1(2 * t);
        double scale = 1;
        for (int i = 0; i < clocks.size() - 1; i++) {
            double length = clocks.get(i + 1) - clocks.get(i);
            double added = gained(i, scale, length);
            if (added > left) {
                return clocks.get(i) + length(i, scale, left);
            }
            left -= added;
            scale *= Elementary.exp(-decays.get(i) * length);
        }
        return clocks.get(clocks.size() - 1) + length(clocks.size() - 1, scale, left);
    }

    /** ∫ 2 g²/s² dc over a length of piece i that begins with s = scale. */
    private double gained(int i, double scale, double length) {
        double k = 2 * decays.get(i);
        double rate = 2 * drives.get(i) * drives.get(i) / (scale * scale);
        return k == 0 ? rate * length : rate * (Elementary.exp(k * length) - 1) / k;
    }

    private double length(int i, double scale, double gained) {
        double k = 2 * decays.get(i);
        double rate = 2 * drives.get(i) * drives.get(i) / (scale * scale);
        return k == 0 ? gained / rate : Elementary.log(1 + k * gained / rate) / k;
    }

    @Override
    public double scale(double t) {
        double end = clock(t);
        double exponent = 0;
        for (int i = 0; i < clocks.size() && clocks.get(i) < end; i++) {
            double until = i + 1 < clocks.size() ? Math.min(end, clocks.get(i + 1)) : end;
            exponent -= decays.get(i) * (until - clocks.get(i));
        }
        return Elementary.exp(exponent);
    }

    @Override
    public double decay(double t) {
        return decays.get(piece(t));
    }

    @Override
    public double drive(double t) {
        double g = drives.get(piece(t));
        return g * g;
    }

    private int piece(double t) {
        double at = clock(t);
        int i = clocks.size() - 1;
        while (i > 0 && clocks.get(i) >= at) {
            i--;
        }
        return i;
    }
}
