package phasegrid.engine.dynamics;

import java.util.List;
import phasegrid.engine.definition.Param;
import phasegrid.engine.linear.Elementary;

/** Where a backward run takes its steps: equally spaced in some coordinate of time, from the horizon down to tMin. */
public sealed interface TimeGrid permits TimeGrid.Uniform, TimeGrid.LogNoise, TimeGrid.Clock, TimeGrid.Listed {
    /** The time at which the steps end. */
    double tMin();

    /** Whether the state at tMin is replaced by the data point that the posterior reads it as. */
    boolean denoise();

    /** The coordinate in which steps are equal; it grows or falls with {@code t} throughout. */
    double coordinate(double t, Schedule schedule);

    /** The time at a coordinate. */
    double time(double coordinate, Schedule schedule);

    /**
     * Equal steps of Ornstein-Uhlenbeck time.
     *
     * @param tMin where they end; 0 for data with a smooth density
     * @param denoise whether the last state is read as ⟨a⟩
     */
    record Uniform(
            @Param(symbol = "t_min", doc = "time at which the steps end", usual = "0", min = 0, max = 10)
            double tMin,

            @Param(symbol = "⟨a⟩", doc = "whether the last state is replaced by the posterior mean", usual = "false")
            boolean denoise)
            implements TimeGrid {
        @Override
        public double coordinate(double t, Schedule schedule) {
            return t;
        }

        @Override
        public double time(double coordinate, Schedule schedule) {
            return coordinate;
        }
    }

    /**
     * Equal steps of u = ½ ln(e^{2t} − 1), the logarithm of the noise-to-signal ratio: for data with atoms or small widths.
     *
     * @param tMin where they end, above 0
     * @param denoise whether the last state is read as ⟨a⟩
     */
    record LogNoise(
            @Param(symbol = "t_min", doc = "time at which the steps end", usual = "0.001", min = 1.0e-12, max = 10)
            double tMin,

            @Param(symbol = "⟨a⟩", doc = "whether the last state is replaced by the posterior mean", usual = "true")
            boolean denoise)
            implements TimeGrid {
        @Override
        public double coordinate(double t, Schedule schedule) {
            return 0.5 * Elementary.log(Elementary.expm1(2 * t));
        }

        @Override
        public double time(double coordinate, Schedule schedule) {
            return 0.5 * Elementary.log1pExp(2 * coordinate);
        }
    }

    /**
     * Equal steps of the clock in which the steps are written: that of the process, or of the sampler where it has its own.
     *
     * @param tMin where they end; not 0 where the clock is infinite there
     * @param denoise whether the last state is read as ⟨a⟩
     */
    record Clock(
            @Param(
                    symbol = "t_min",
                    doc = "Ornstein-Uhlenbeck time at which the steps end",
                    usual = "0",
                    min = 0,
                    max = 10)
            double tMin,

            @Param(symbol = "⟨a⟩", doc = "whether the last state is replaced by the posterior mean", usual = "false")
            boolean denoise)
            implements TimeGrid {
        @Override
        public double coordinate(double t, Schedule schedule) {
            return schedule.clock(t);
        }

        @Override
        public double time(double coordinate, Schedule schedule) {
            return schedule.time(coordinate);
        }
    }

    /**
     * Equal steps of the place in a list of times, straight between its entries: exactly the list where it begins at the
     * horizon and there is one step for each interval.
     *
     * @param times descending, at least two; the last is where the steps end
     * @param denoise whether the last state is read as ⟨a⟩
     */
    record Listed(
            @Param(symbol = "t_i", doc = "times in descending order, from the horizon to the end", min = 0, max = 100)
            List<Double> times,

            @Param(symbol = "⟨a⟩", doc = "whether the last state is replaced by the posterior mean", usual = "false")
            boolean denoise)
            implements TimeGrid {
        /** Refuses fewer than two times, and times that do not descend. */
        public Listed {
            times = List.copyOf(times);
            boolean descending = times.size() > 1;
            for (int i = 1; i < times.size(); i++) {
                descending &= times.get(i) < times.get(i - 1);
            }
            if (!descending) {
                throw new IllegalArgumentException("times = " + times + "; give two or more in descending order");
            }
        }

        @Override
        public double tMin() {
            return times.get(times.size() - 1);
        }

        @Override
        public double coordinate(double t, Schedule schedule) {
            int i = 1;
            while (i < times.size() - 1 && times.get(i) >= t) {
                i++;
            }
            return i - (t - times.get(i)) / (times.get(i - 1) - times.get(i));
        }

        @Override
        public double time(double coordinate, Schedule schedule) {
            int i = (int) Math.min(times.size() - 1, Math.max(1, Math.ceil(coordinate)));
            return Math.fma(i - coordinate, times.get(i - 1) - times.get(i), times.get(i));
        }
    }
}
