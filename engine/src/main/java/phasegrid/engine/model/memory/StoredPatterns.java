package phasegrid.engine.model.memory;

import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;

/** How patterns are drawn. */
public enum StoredPatterns {
    /** Every sign by itself, pattern after pattern. */
    RANDOM {
        @Override
        SignMatrix draw(int d, int count, RandomStream random) {
            long[][] bits = new long[count][(d + Long.SIZE - 1) / Long.SIZE];
            for (long[] pattern : bits) {
                random.words(pattern, 0, pattern.length);
            }
            return SignMatrix.ofColumns(bits, d);
        }
    },
    /** Each of the 2ⁿ columns of signs on equally many sites: overlaps between patterns are exactly 0. */
    BALANCED {
        @Override
        SignMatrix draw(int d, int count, RandomStream random) {
            long[][] bits = new long[count][(d + Long.SIZE - 1) / Long.SIZE];
            for (int i = 0; i < d; i++) {
                for (int mu = 0; mu < count; mu++) {
                    bits[mu][i >> 6] |= (long) (i >> mu & 1) << i;
                }
            }
            return SignMatrix.ofColumns(bits, d);
        }
    };

    /** Refuses numbers of sites that balanced patterns can't share. */
    void check(int d, int n) {
        if (this == BALANCED && (n > 20 || d % (1 << n) != 0)) {
            throw new IllegalArgumentException("d = " + d + " sites can't be shared by the 2^" + n
                    + " columns of signs; take a multiple or patterns = random");
        }
    }

    /** Draws {@code count} patterns on d sites. */
    abstract SignMatrix draw(int d, int count, RandomStream random);
}
