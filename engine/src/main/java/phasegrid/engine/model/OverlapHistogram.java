package phasegrid.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Scalar;

/**
 * The density of an overlap, −1 to 1, in bins of 0.1 around −1, −0.9, … 1: those at the ends are half as wide, so that the
 * densities times the widths are 1 together. Confined to one thread.
 */
public final class OverlapHistogram {
    /** How many bins there are. */
    public static final int BINS = 21;

    private static final int LAST = BINS - 1;
    private static final List<Double> PLACES =
            IntStream.rangeClosed(0, LAST).mapToObj(i -> (i - 10) / 10.0).toList();

    private final List<Scalar> bins;
    private final double[] densities = new double[BINS];
    private int overlaps;

    /** Nothing yet, to be recorded as the places of {@code curve}. */
    public OverlapHistogram(Observable.Curve curve) {
        bins = curve.scalars();
    }

    /** The curve of such densities. */
    public static Observable.Curve curve(String name, String overlap) {
        return new Observable.Curve(name, "1", "density of " + overlap + " in bins of 0.1 around", PLACES);
    }

    /** The bin of an overlap. */
    public static int bin(double overlap) {
        return (int) Math.rint(0.5 * LAST * (1 + overlap));
    }

    /** What certainty is in a bin: its width's inverse. */
    public static double certain(int bin) {
        return bin == 0 || bin == LAST ? LAST : 0.5 * LAST;
    }

    /** Counts one overlap. */
    public void add(double overlap) {
        int bin = bin(overlap);
        densities[bin] += certain(bin);
        overlaps++;
    }

    /** Gives the densities away and forgets them. */
    public void flush(ObjDoubleConsumer<Scalar> to) {
        for (int i = 0; i < densities.length; i++) {
            to.accept(bins.get(i), densities[i] / overlaps);
        }
        Arrays.fill(densities, 0);
        overlaps = 0;
    }
}
