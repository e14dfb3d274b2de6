package phasegrid.engine.dynamics;

import java.util.function.IntFunction;
import phasegrid.engine.random.RandomStream;

/**
 * What a model knows of the data given a noised state: all that a backward run needs.
 *
 * <p>States lie row by row, one replica a row of d numbers, in the coordinates of the model's process. What is put into a
 * row may depend on this row alone. The score is (shrink·⟨a⟩ − x)/noise.
 */
public interface Posterior {
    /** Puts ⟨a⟩ given x at {@code at} into {@code out}, for the first {@code rows} rows; noise &gt; 0 there. */
    void mean(Level at, double[] x, int rows, double[] out);

    /** Puts a draw of p(a | x) into {@code out}, row r from the stream {@code random.apply(r)}; only for the exact kernel. */
    default void draw(Level at, double[] x, int rows, IntFunction<RandomStream> random, double[] out) {
        throw new IllegalArgumentException(
                "Cannot run the exact kernel: the posterior of this model can't be drawn from; use another sampler");
    }

    /** The data point that the state at the last level is read as: ⟨a⟩; the sign of it for spins. */
    default void denoise(Level at, double[] x, int rows, double[] out) {
        mean(at, x, rows, out);
    }
}
