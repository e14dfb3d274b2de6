package phasegrid.engine.dynamics;

/**
 * The times of a grid with {@code steps} steps from the horizon to tMin, going on beyond the horizon.
 *
 * <p>A run between any two times takes the grid's times between them, and one shorter step at either end that lies off the
 * grid. An end within a millionth of a step of the grid lies on it.
 */
record Ticks(TimeGrid grid, Schedule schedule, double horizon, int steps) {
    private static final double NEGLIGIBLE = 1e-6;

    /** The index of a time: 0 at tMin, {@code steps} at the horizon. */
    double index(double t) {
        double end = grid.coordinate(grid.tMin(), schedule);
        return (grid.coordinate(t, schedule) - end) / (grid.coordinate(horizon, schedule) - end) * steps;
    }

    /** The time at an index. */
    double time(int j) {
        double end = grid.coordinate(grid.tMin(), schedule);
        double length = grid.coordinate(horizon, schedule) - end;
        return j == 0 ? grid.tMin() : j == steps ? horizon : grid.time(end + length * j / steps, schedule);
    }

    /** The times from {@code from} down to {@code to}, both included; one time where they are equal. */
    double[] between(double from, double to) {
        if (!(from > to) || index(from) - index(to) <= NEGLIGIBLE) {
            return new double[] {to};
        }
        int first = (int) Math.ceil(index(from) - NEGLIGIBLE) - 1;
        int last = (int) Math.floor(index(to) + NEGLIGIBLE) + 1;
        double[] times = new double[Math.max(0, first - last + 1) + 2];
        times[0] = from;
        for (int j = first; j >= last; j--) {
            times[1 + first - j] = time(j);
        }
        times[times.length - 1] = to;
        return times;
    }
}
