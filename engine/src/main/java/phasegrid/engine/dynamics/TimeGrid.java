package phasegrid.engine.dynamics;

/**
 * The times at which a backward run from {@code from} down to {@code to} takes its steps: the multiples of
 * {@code horizon/steps}, and one shorter step at either end that lies off the grid. The score is taken at the start of
 * each step. An end within a millionth of a step of the grid lies on it.
 *
 * @param times starting time of each step, descending
 * @param lengths length of each step
 */
public record TimeGrid(double[] times, double[] lengths) {
    private static final double NEGLIGIBLE = 1e-6;

    /** The steps from {@code from} to {@code to}; none where they are equal. */
    public static TimeGrid between(double horizon, int steps, double from, double to) {
        double slack = NEGLIGIBLE * horizon / steps;
        int last = (int) Math.ceil((from - slack) * steps / horizon);
        int first = (int) Math.floor((to + slack) * steps / horizon);
        int count = from - to > slack ? Math.max(0, last - first) : 0;
        double[] times = new double[count];
        double[] lengths = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = i == 0 ? from : horizon * (last - i) / steps;
            double end = i == count - 1 ? to : horizon * (last - i - 1) / steps;
            lengths[i] = times[i] - end;
        }
        return new TimeGrid(times, lengths);
    }

    /** How many steps there are. */
    public int size() {
        return times.length;
    }
}
