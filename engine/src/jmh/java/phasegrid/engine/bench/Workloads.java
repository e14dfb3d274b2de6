package phasegrid.engine.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** The elementary workloads, and all; arrays of 512 numbers, the block in which samplers work, stay in the first-level cache. */
final class Workloads {
    private static final int LENGTH = 512;

    private final double[] x = filled(i -> 20 * Elementary.sin(i));
    private final double[] positive = filled(i -> Math.abs(x[i]) + 1e-3);
    private final double[] y = filled(Elementary::cos);
    private final double[] out = new double[LENGTH];
    private final long[] words = new long[LENGTH];
    private final RandomStream random = RandomStream.of(StreamKey.of("benchmark"), 0, 0, 0);
    private double sink;

    private static double[] filled(IntToDoubleFunction value) {
        double[] x = new double[LENGTH];
        Arrays.setAll(x, value);
        return x;
    }

    /** All of them, each with its buffers. */
    static List<Workload> all() {
        return Stream.of(new Workloads().list(), ScoreWorkloads.all(), SpinWorkloads.all())
                .flatMap(List::stream)
                .toList();
    }

    private List<Workload> list() {
        return List.of(
                new Workload("random-words", "64-bit word", LENGTH, 0, 1, 1, () -> random.words(words, 0, LENGTH)),
                of("gaussians", "Gaussian", 34, 1.25, () -> random.gaussians(out, 0, LENGTH)),
                of("exp", "value", 30, 1.1, () -> Kernels.exp(x, out, 0, LENGTH)),
                of("expm1", "value", 33, Double.NaN, () -> Kernels.expm1(x, out, 0, LENGTH)),
                of("log", "value", 28, 1, () -> Kernels.log(positive, out, 0, LENGTH)),
                of("log1p", "value", 36, Double.NaN, () -> Kernels.log1p(positive, out, 0, LENGTH)),
                of("tanh", "value", 33, 1, () -> Kernels.tanh(x, out, 0, LENGTH)),
                of("sigmoid", "value", 32, Double.NaN, () -> Kernels.sigmoid(x, out, 0, LENGTH)),
                of("log-cosh", "value", 72, Double.NaN, () -> Kernels.logCosh(x, out, 0, LENGTH)),
                of("sin", "value", 47, Double.NaN, () -> Kernels.sin(x, out, 0, LENGTH)),
                of("cos", "value", 47, Double.NaN, () -> Kernels.cos(x, out, 0, LENGTH)),
                of("erf", "value", 110, Double.NaN, () -> Kernels.erf(x, out, 0, LENGTH)),
                of("sum", "value", 1, Double.NaN, () -> sink += Kernels.sum(x, 0, LENGTH)),
                of("dot", "value", 2, Double.NaN, () -> sink += Kernels.dot(x, y, 0, LENGTH)));
    }

    private static Workload of(String kernel, String unit, double operations, double target, Runnable call) {
        return new Workload(kernel, unit, LENGTH, operations, target, target, call);
    }
}
