package phasegrid.engine.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.linear.SignMatrix;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/** A network is the plain sum over its couplings, also where it takes a short way: by maintained fields, and at rest. */
class HebbNetworkTest {
    private static final int PASSES = 40;

    private static RandomStream stream(String purpose, int pass) {
        return RandomStream.of(StreamKey.of(purpose), 0, 0, pass);
    }

    private static SignMatrix patterns(int d, int n) {
        long[][] bits = new long[n][(d + 63) / 64];
        for (int mu = 0; mu < n; mu++) {
            stream("patterns", mu).words(bits[mu], 0, bits[mu].length);
        }
        return SignMatrix.ofColumns(bits, d);
    }

    /** The same passes by sums over all spins. */
    private static final class Plain {
        private final SignMatrix patterns;
        private final HeatBath bath;
        private final Order order;
        private final Attempts attempts;
        private final int[] spins;

        Plain(SignMatrix patterns, HeatBath bath, Order order, int[] spins) {
            this.patterns = patterns;
            this.bath = bath;
            this.order = order;
            this.spins = spins;
            attempts = new Attempts(order, spins.length);
        }

        void pass(RandomStream random) {
            attempts.draw(random);
            int[] seen = order.parallel() ? spins.clone() : spins;
            for (int k = 0; k < spins.length; k++) {
                int i = attempts.sites()[k];
                double field = 0;
                for (int j = 0; j < spins.length; j++) {
                    field += j == i ? 0 : patterns.product(i, j) * seen[j];
                }
                spins[i] = attempts.bits()[k] < bath.threshold(field / spins.length) ? 1 : -1;
            }
        }
    }

    /** At T = 0 with few sites fields are often 0 and spins go on turning; with many a network comes to rest. */
    @ParameterizedTest
    @CsvSource({
        "RANDOM_SITE, 6, 2, Infinity",
        "RANDOM_SITE, 3, 2, Infinity",
        "PERMUTATION, 4, 2, Infinity",
        "PARALLEL, 3, 2, Infinity",
        "RANDOM_SITE, 61, 3, Infinity",
        "PERMUTATION, 61, 5, Infinity",
        "FIXED, 40, 4, Infinity",
        "PARALLEL, 61, 3, Infinity",
        "PARALLEL, 8, 3, Infinity",
        "RANDOM_SITE, 61, 2, 1.2",
        "RANDOM_SITE, 61, 1, 24",
    })
    void passesArePlainOnes(Order order, int d, int n, double beta) {
        HeatBath bath = new HeatBath(beta);
        SignMatrix patterns = patterns(d, n);
        for (Start start : new Start[] {new Start.Pattern(1), new Start.Random()}) {
            HebbNetwork network = new HebbNetwork(d, n, bath, order, false);
            network.start(patterns, start, stream("start", 0));
            Plain plain = new Plain(patterns, bath, order, network.spins().clone());
            for (int pass = 0; pass < PASSES; pass++) {
                network.pass(stream("noise", pass));
                plain.pass(stream("noise", pass));
                assertThat(network.spins()).as("pass %d from %s", pass, start).isEqualTo(plain.spins);
            }
        }
    }
}
