package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The times of a run: equally spaced in some coordinate between the horizon and the end, and on beyond the horizon.
 *
 * @param coordinate of a time
 * @param time at a coordinate
 * @param end the last time
 * @param horizon where {@code steps} steps begin
 * @param steps how many
 */
public record StepTimes(
        DoubleUnaryOperator coordinate, DoubleUnaryOperator time, double end, double horizon, int steps) {
    private static final double NEGLIGIBLE = 1e-6;

    /** The times from {@code from} down to {@code to}, with every time of the grid between them. */
    List<Double> between(double from, double to) {
        List<Double> times = new ArrayList<>(List.of(from));
        if (from > to) {
            double last = coordinate.applyAsDouble(end);
            double length = (coordinate.applyAsDouble(horizon) - last) / steps;
            double top = (coordinate.applyAsDouble(from) - last) / length;
            double bottom = (coordinate.applyAsDouble(to) - last) / length;
            for (double j = Math.ceil(top - NEGLIGIBLE) - 1; j > bottom + NEGLIGIBLE; j--) {
                times.add(time.applyAsDouble(last + j * length));
            }
            if (top - bottom > NEGLIGIBLE) {
                times.add(to);
            }
        }
        return times;
    }
}
