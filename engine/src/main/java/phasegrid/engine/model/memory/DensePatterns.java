package phasegrid.engine.model.memory;

import phasegrid.engine.random.RandomStream;

/**
 * What a {@link DenseHebbian} network has learnt from, row-major by site: {@code rows[i][c]} is the sign at site i of example
 * c, or with a teacher the sum of the examples of pattern c. Immutable by agreement.
 *
 * @param pattern the first pattern, ±1
 * @param rows what is learnt
 * @param noise the noise on the entries of the tensors
 */
record DensePatterns(int[] pattern, int[][] rows, EntryNoise noise) {
    /** Patterns between the places of one example and the next. */
    static final long STRIDE = 1L << 20;

    /** Draws patterns one after another, each with its examples from places of its own. Cost O(K M d). */
    static DensePatterns draw(DenseHebbian.Point p, RandomStream random) {
        int d = p.d();
        int columns = Math.multiplyExact(p.n(), p.supervised() ? 1 : p.examples());
        int[] first = new int[d];
        int[][] rows = new int[d][columns];
        int[] own = new int[d];
        double[] uniform = new double[d];
        for (int a = 0; a <= (p.perfect() ? 0 : p.examples()); a++) {
            for (int mu = 0; mu < p.n(); mu++) {
                signs(random, p, mu, 0, 0.5, uniform, own);
                if (mu == 0) {
                    System.arraycopy(own, 0, first, 0, d);
                }
                if (a > 0) {
                    noisy(random, p, mu, a, uniform, own);
                }
                if (a > 0 || p.perfect()) {
                    put(rows, own, p.supervised() ? mu : Math.max(0, a - 1) * p.n() + mu);
                }
            }
        }
        random.seek(2 * STRIDE * ((d + 1) / 2));
        return new DensePatterns(first, rows, EntryNoise.draw(p, random));
    }

    private static void signs(
            RandomStream random, DenseHebbian.Point p, int mu, int a, double plus, double[] uniform, int[] out) {
        random.seek(((long) mu + (long) a * STRIDE) * ((p.d() + 1) / 2));
        random.uniforms(uniform, 0, p.d());
        for (int i = 0; i < p.d(); i++) {
            out[i] = uniform[i] < plus ? 1 : -1;
        }
    }

    private static void noisy(RandomStream random, DenseHebbian.Point p, int mu, int a, double[] uniform, int[] own) {
        int[] chi = new int[p.d()];
        signs(random, p, mu, a, 0.5 * (1 + p.quality()), uniform, chi);
        for (int i = 0; i < p.d(); i++) {
            own[i] *= chi[i];
        }
    }

    private static void put(int[][] rows, int[] signs, int column) {
        for (int i = 0; i < signs.length; i++) {
            rows[i][column] += signs[i];
        }
    }
}
