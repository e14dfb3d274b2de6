package phasegrid.export.plot;

import java.util.stream.DoubleStream;
import phasegrid.export.tidy.Axis;
import phasegrid.export.tidy.Sample;

/** From where to where an axis goes. */
record Range(double low, double high) {
    private static final double MARGIN = 0.04;
    private static final double FEWEST = 3.2;
    private static final double MOST = 8;

    /** A little more than the finite ones of {@code values}; something wide where all are one. */
    static Range of(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).sorted().toArray();
        if (finite.length == 0) {
            return new Range(0, 1);
        }
        double low = finite[0];
        double high = finite[finite.length - 1];
        double margin = high > low ? MARGIN * (high - low) : Math.max(0.5, Math.abs(low) / 10);
        return new Range(low - margin, high + margin);
    }

    /** A little more than an axis has, in ratios on a logarithmic one. */
    static Range of(Axis axis) {
        return axis.logarithmic() ? ofRatios(DoubleStream.of(axis.numbers())) : of(DoubleStream.of(axis.numbers()));
    }

    /** A little more, in ratios, than the positive ones of {@code values}. */
    static Range ofRatios(DoubleStream values) {
        double[] at = values.filter(v -> v > 0 && Double.isFinite(v)).sorted().toArray();
        if (at.length == 0) {
            return new Range(0.1, 1);
        }
        double margin = Math.max(1.1, Math.pow(at[at.length - 1] / at[0], MARGIN));
        return new Range(at[0] / margin, at[at.length - 1] * margin);
    }

    /** The sizes of a sample: its theory's, and its value's or, where that is lost in it, half its error. */
    static DoubleStream sizes(Sample s) {
        double error = Double.isFinite(s.stderr()) ? s.stderr() : 0;
        return DoubleStream.of(Math.abs(s.theory()), Math.max(Math.abs(s.value()), error / 2));
    }

    /** Deviations in standard errors: from −h to h, 3.2 at least and 8 at most. */
    static Range ofDeviations(DoubleStream z) {
        double largest = z.map(Math::abs).filter(Double::isFinite).max().orElse(0);
        double half = Math.max(FEWEST, Math.min(MOST, 1.1 * largest));
        return new Range(-half, half);
    }

    /** What a sample spans, its error bar and its theory. */
    static DoubleStream extent(Sample s) {
        double error = Double.isFinite(s.stderr()) ? s.stderr() : 0;
        return DoubleStream.of(s.value() - error, s.value() + error, s.theory());
    }

    /** The value, or the nearer end where it lies outside. */
    double clamped(double value) {
        return Math.max(low, Math.min(high, value));
    }
}
