package phasegrid.export.tidy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Samples along the horizontal axis.
 *
 * @param key the value of the axis that tells curves apart; empty text where there is none
 * @param samples ascending in x
 * @param lines transition lines by name, one number for each sample, NaN where there is no transition
 * @param slope the power of x with which the size of the values goes in theory, NaN where there is none
 */
public record Curve(Object key, List<Sample> samples, Map<String, double[]> lines, double slope) {
    /** Keeps its own copy of the samples. */
    public Curve {
        samples = List.copyOf(samples);
    }

    /** Where a line along the horizontal axis lies for this curve: its first number, NaN where there is none. */
    public double line(String name) {
        return Arrays.stream(lines.get(name))
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
    }
}
