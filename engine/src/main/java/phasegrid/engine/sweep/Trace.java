package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one replica went through. It draws nothing of its own: the replica records the same bits with it and without.
 *
 * @param disorder index of the disorder sample
 * @param thermal index of the thermal replica on it
 * @param clock what a path runs over: {@code t} of a backward run, {@code pass} of a chain
 * @param columns what a path tells: mean and mean square of a state, or mean of the spins and scalars of a chain; then the first sites of the
 *     state itself, coordinates {@code x_1} … of a backward run or spins {@code s_1} … of a chain
 * @param sites how many of the last columns are sites of the state
 * @param paths the paths, in the order in which they were made; a clone is a path of its own that begins where it branches
 * @param recorded what the replica recorded at the end
 */
public record Trace(
        long disorder,
        long thermal,
        String clock,
        List<String> columns,
        int sites,
        List<Path> paths,
        Map<String, Double> recorded) {
    /** The clock of a chain. */
    static final String PASS = "pass";

    /** Keeps its own copies. */
    public Trace {
        columns = List.copyOf(columns);
        paths = List.copyOf(paths);
    }

    /** Whether it is a chain's: its states are configurations, followed pass by pass. */
    public boolean chain() {
        return clock.equals(PASS);
    }

    /** How many columns come before those of the state. */
    public int told() {
        return columns.size() - sites;
    }

    /**
     * One way through time.
     *
     * @param at where on the clock
     * @param values one row of the trace's columns for each place
     */
    public record Path(double[] at, double[][] values) {}

    /** A path while it is made: thinned to every second, fourth … place as it grows, its last place always kept. */
    static final class Growing {
        private static final int MOST = 4096;

        private final List<double[]> kept = new ArrayList<>();
        private double[] last;
        private long seen;
        private long stride = 1;

        /** Adds a row whose first number is the place. */
        void add(double... row) {
            last = row;
            if (seen++ % stride == 0) {
                kept.add(row);
            }
            if (kept.size() > MOST) {
                stride *= 2;
                for (int i = kept.size() / 2; i > 0; i--) {
                    kept.remove(2 * i - 1);
                }
            }
        }

        /** The last place. */
        double end() {
            return last[0];
        }

        Path path() {
            List<double[]> rows = new ArrayList<>(kept);
            if ((seen - 1) % stride != 0) {
                rows.add(last);
            }
            return new Path(
                    rows.stream().mapToDouble(row -> row[0]).toArray(),
                    rows.stream()
                            .map(row -> Arrays.copyOfRange(row, 1, row.length))
                            .toArray(double[][]::new));
        }
    }
}
