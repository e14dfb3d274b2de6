package phasegrid.engine.linear;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/**
 * Prints a hash of what every kernel gives, and the form that ran: a program of its own, so that Java's flags can be varied.
 * Each kernel runs as often as the argument says, so that every compiler has its turn; all results must be the first.
 */
final class KernelHash {
    private static final int[] LENGTHS = {1, 7, 64, 509, 4098};

    private interface Kernel {
        void apply(double[] x, double[] out, int to);
    }

    private static final List<Kernel> KERNELS = List.of(
            (x, out, to) -> Kernels.exp(x, out, 0, to),
            (x, out, to) -> Kernels.expm1(x, out, 0, to),
            (x, out, to) -> Kernels.log(x, out, 0, to),
            (x, out, to) -> Kernels.log1p(x, out, 0, to),
            (x, out, to) -> Kernels.tanh(x, out, 0, to),
            (x, out, to) -> Kernels.logCosh(x, out, 0, to),
            (x, out, to) -> Kernels.sigmoid(x, out, 0, to),
            (x, out, to) -> Kernels.sin(x, out, 0, to),
            (x, out, to) -> Kernels.cos(x, out, 0, to),
            (x, out, to) -> Kernels.erf(x, out, 0, to),
            (x, out, to) -> Kernels.erfc(x, out, 0, to),
            (x, out, to) -> out[0] = Kernels.sum(x, 0, to),
            (x, out, to) -> out[0] = Kernels.largest(x, 0, to),
            (x, out, to) -> out[0] = Kernels.dot(x, x, 0, to),
            (x, out, to) -> Kernels.linearStep(out, x, 0.9, 0.1, 0.3, 0, to),
            (x, out, to) -> stream().gaussians(out, 0, to),
            (x, out, to) -> stream().uniforms(out, 0, to),
            (x, out, to) -> PackedMatrix.of(1, to, k -> x[k]).multiply(new double[] {0.3}, 1, out, new RowBlocks()),
            KernelHash::magnet,
            KernelHash::score,
            KernelHash::words,
            KernelHash::counts);

    private KernelHash() {}

    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int length : LENGTHS) {
            double[] x = values(length);
            for (Kernel kernel : KERNELS) {
                digest.update(bytes(repeated(kernel, x, calls / length)));
            }
        }
        System.out.println(HexFormat.of().formatHex(digest.digest()) + " " + VectorForm.description());
    }

    private static double[] repeated(Kernel kernel, double[] x, int calls) {
        double[] first = once(kernel, x);
        for (int call = 1; call < calls; call++) {
            if (!Arrays.equals(first, once(kernel, x))) {
                throw new IllegalStateException("Call " + call + " at length " + x.length + " differs from the first");
            }
        }
        return first;
    }

    private static double[] once(Kernel kernel, double[] x) {
        double[] out = new double[x.length];
        kernel.apply(x, out, x.length);
        return out;
    }

    private static void magnet(double[] x, double[] out, int to) {
        FieldMixture magnet = new FieldMixture(to, new double[] {-0.7, 0, 0.2, 0.9}, new double[4], 1, 0);
        magnet.condition(x, 0);
        magnet.mean(out, 0);
    }

    /** The average of three points by their closeness to one of them. */
    private static void score(double[] x, double[] out, int to) {
        double[] points = new double[3 * to];
        for (int i = 0; i < to; i++) {
            points[i] = x[i];
            points[to + i] = x[to - 1 - i];
            points[2 * to + i] = 0.9 * x[i];
        }
        PointSet set = PointSet.of(points, 3, to);
        double[] logits = new double[3];
        set.logits(x, 1, 1e-7, 5e-8, logits, new RowBlocks());
        Softmax weights = new Softmax(3);
        weights.take(logits, 0);
        set.average(weights, out, 0);
    }

    private static void words(double[] x, double[] out, int to) {
        long[] words = new long[to];
        stream().words(words, 0, to);
        upper(words, out);
    }

    private static void counts(double[] x, double[] out, int to) {
        long[] words = new long[61 * BitSlices.TOGETHER];
        stream().words(words, 0, words.length);
        long[] planes = new long[13 * BitSlices.TOGETHER];
        BitSlices.all(BitSlices.TOGETHER)
                .count(
                        words,
                        IntStream.range(0, to).map(i -> i % 61).toArray(),
                        0,
                        to,
                        planes,
                        13,
                        new long[BitSlices.CARRIES]);
        upper(planes, out);
    }

    private static void upper(long[] words, double[] out) {
        for (int i = 0; i < Math.min(words.length, out.length); i++) {
            out[i] = (double) (words[i] >>> 11);
        }
    }

    private static RandomStream stream() {
        return RandomStream.of(new StreamKey(1, 2), 3, 4, 5);
    }

    /** Ordinary arguments, one in 61 of them large. */
    private static double[] values(int length) {
        double[] x = new double[length];
        double u = 0.3719;
        for (int i = 0; i < length; i++) {
            u = 3.99 * u * (1 - u);
            x[i] = (u - 0.3) * (i % 61 == 60 ? 3000 : 20);
        }
        return x;
    }

    private static byte[] bytes(double[] x) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * x.length);
        for (double v : x) {
            bytes.putLong(Double.doubleToLongBits(v));
        }
        return bytes.array();
    }
}
