package phasegrid.engine.bench;

import java.util.Arrays;
import java.util.List;
import phasegrid.engine.dynamics.HeatBath;
import phasegrid.engine.dynamics.HebbNetwork;
import phasegrid.engine.dynamics.Order;
import phasegrid.engine.dynamics.Start;
import phasegrid.engine.linear.BitSlices;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** Spins: passes of a network that stores patterns, and the fields of a glass in bit slices. */
final class SpinWorkloads {
    private static final int SITES = 256;
    private static final int REPLICAS = 512;
    private static final int DEPTH = 10;

    private final RandomStream random = RandomStream.of(StreamKey.of("benchmark"), 0, 0, 0);
    private final long[] spins = new long[SITES * REPLICAS / Long.SIZE];
    private final long[] planes = new long[DEPTH * REPLICAS / Long.SIZE];
    private final long[] carries = new long[BitSlices.CARRIES];
    private final int[][] others = others();

    private SpinWorkloads() {
        random.words(spins, 0, spins.length);
    }

    static List<Workload> all() {
        return new SpinWorkloads().list();
    }

    private List<Workload> list() {
        double couplings = SITES * (SITES - 1.0) * REPLICAS;
        return List.of(
                spins("hopfield", "attempt", 1024, 1, attempts(1024, 128)),
                spins("hopfield-large", "attempt", 8192, 0.5, attempts(8192, 1024)),
                spins("sherrington-kirkpatrick", "coupling", couplings, 1.4, this::glassFields));
    }

    private static Workload spins(String kernel, String unit, double units, double target, Runnable call) {
        return new Workload(kernel, unit, units, 0, target, target, call);
    }

    /** A pass at random sites with fields by overlaps, at T = 0.4 from a stored pattern, random numbers included. */
    private Runnable attempts(int d, int patterns) {
        long[][] bits = new long[patterns][d / Long.SIZE];
        for (long[] pattern : bits) {
            random.words(pattern, 0, pattern.length);
        }
        HebbNetwork network = new HebbNetwork(d, patterns, new HeatBath(2.5), Order.RANDOM_SITE, false);
        network.start(SignMatrix.ofColumns(bits, d), new Start.Pattern(1), random);
        return () -> network.pass(random);
    }

    /** For every spin of a glass with couplings ±1 the number of other spins that are up, in 512 replicas. */
    private void glassFields() {
        BitSlices all = BitSlices.all(REPLICAS / Long.SIZE);
        for (int i = 0; i < SITES; i++) {
            all.clear(planes, DEPTH);
            all.count(spins, others[i], 0, SITES - 1, planes, DEPTH, carries);
        }
    }

    private static int[][] others() {
        int[][] others = new int[SITES][SITES - 1];
        for (int i = 0; i < SITES; i++) {
            int site = i;
            Arrays.setAll(others[i], k -> k < site ? k : k + 1);
        }
        return others;
    }
}
