package phasegrid.engine.statistics;

import java.util.Arrays;

/** Spread of equally long sequences: W, the mean variance within, and var⁺ = (1 − 1/n)W + (variance of the means). */
record Chains(double[][] sequences, Cell[] cells, double within, double total) {

    static Chains of(double[][] sequences) {
        Cell[] cells = Arrays.stream(sequences).map(Cell::of).toArray(Cell[]::new);
        double within = Cell.of(Arrays.stream(cells).mapToDouble(Cell::variance).toArray())
                .mean();
        double means =
                Cell.of(Arrays.stream(cells).mapToDouble(Cell::mean).toArray()).variance();
        double n = cells[0].count();
        return new Chains(sequences, cells, within, (1 - 1 / n) * within + means);
    }

    /** The first and last halves of every chain; the middle value of an odd length is left out. */
    static Chains halves(double[][] chains) {
        int n = chains[0].length;
        double[][] halves = new double[2 * chains.length][];
        for (int i = 0; i < chains.length; i++) {
            halves[2 * i] = Arrays.copyOfRange(chains[i], 0, n / 2);
            halves[2 * i + 1] = Arrays.copyOfRange(chains[i], n - n / 2, n);
        }
        return of(halves);
    }

    /** Whether there are chains, of four finite values or more; chains of different lengths are an error. */
    static boolean defined(double[][] chains) {
        for (double[] chain : chains) {
            if (chain.length != chains[0].length) {
                throw new IllegalArgumentException("Cannot compare chains: one has " + chain.length
                        + " bins, the first has " + chains[0].length + "; cut them to the same length");
            }
        }
        return chains.length > 0
                && chains[0].length >= 4
                && Arrays.stream(chains).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }
}
