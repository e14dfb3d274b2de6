package phasegrid.engine.random;

import phasegrid.engine.linear.BoxMuller;

/**
 * Room for bulk draws, about 14 kB, which streams of one thread may share: nothing stays in it between two calls.
 */
public final class Scratch {
    final BoxMuller boxMuller = new BoxMuller();
    final long[] firsts = new long[BoxMuller.BLOCK];
    final long[] seconds = new long[BoxMuller.BLOCK];
    final double[] cosines = new double[BoxMuller.BLOCK];
    final double[] sines = new double[BoxMuller.BLOCK];
}
