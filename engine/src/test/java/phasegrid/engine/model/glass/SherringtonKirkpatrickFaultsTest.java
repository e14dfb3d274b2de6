package phasegrid.engine.model.glass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** Broken replica exchange, written once more; each fault is rejected by a named reference of the model. */
class SherringtonKirkpatrickFaultsTest {
    private static final int SAMPLES = 120;
    private static final int PASSES = 150;
    private static final int N = 10;

    /** What is wrong. */
    enum Fault {
        NONE,
        FACTOR_TWO_IN_BETA,
        EXCHANGE_OF_THE_OTHER_SIGN,
        EXCHANGE_ALWAYS,
        FIELDS_NOT_KEPT,
        OVERLAP_WITH_ITSELF,
        COUPLINGS_OF_VARIANCE_TWO
    }

    /** Two replicas at β = 0.6 and 1.4, Metropolis, exchanged; energies from scratch. */
    private static final class Program {
        private static final double[] BETAS = {0.6, 1.4};
        private final Fault fault;
        private final double[][] couplings;
        private final RandomStream random;
        private final int[][][] spins = new int[2][2][N];
        private double energy;
        private double q2;

        Program(Fault fault, double[][] couplings, RandomStream random) {
            this.fault = fault;
            this.couplings = couplings;
            this.random = random;
        }

        void run() {
            for (int pass = -PASSES / 4; pass < PASSES; pass++) {
                for (int k = 0; k < 2; k++) {
                    for (int r = 0; r < 2; r++) {
                        update(k, spins[k][r], pass == -PASSES / 4);
                    }
                }
                exchange(0);
                exchange(1);
                if (pass >= 0) {
                    measure();
                }
            }
        }

        private void update(int k, int[] s, boolean first) {
            int[] seen = s.clone();
            for (int i = 0; i < N; i++) {
                if (first) {
                    s[i] = random.sign();
                    continue;
                }
                double field = 0;
                for (int j = 0; j < N; j++) {
                    field += couplings[i][j] * (fault == Fault.FIELDS_NOT_KEPT ? seen : s)[j] / Math.sqrt(N);
                }
                double factor = fault == Fault.FACTOR_TWO_IN_BETA ? 1 : 2;
                if (random.uniform() < Math.exp(-factor * BETAS[k] * s[i] * field)) {
                    s[i] = -s[i];
                }
            }
        }

        private double energy(int[] s) {
            double sum = 0;
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < i; j++) {
                    sum -= couplings[i][j] * s[i] * s[j] / Math.sqrt(N);
                }
            }
            return sum;
        }

        private void exchange(int r) {
            double gain = (BETAS[1] - BETAS[0]) * (energy(spins[1][r]) - energy(spins[0][r]));
            double sign = fault == Fault.EXCHANGE_OF_THE_OTHER_SIGN ? -1 : 1;
            if (fault == Fault.EXCHANGE_ALWAYS || random.uniform() < Math.exp(sign * gain)) {
                int[] kept = spins[0][r];
                spins[0][r] = spins[1][r];
                spins[1][r] = kept;
            }
        }

        private void measure() {
            int sum = 0;
            int[] other = spins[1][fault == Fault.OVERLAP_WITH_ITSELF ? 0 : 1];
            for (int i = 0; i < N; i++) {
                sum += spins[1][0][i] * other[i];
            }
            q2 += (double) sum * sum / N / N / PASSES;
            energy += (energy(spins[1][0]) + energy(spins[1][1])) / 2 / N / PASSES;
        }
    }

    private static Map<String, Double> z(Fault fault, String law) {
        Map<String, double[]> values = new HashMap<>();
        for (String x : List.of("energy", "q2", "identity")) {
            values.put(x, new double[SAMPLES]);
        }
        for (int i = 0; i < SAMPLES; i++) {
            RandomStream random = RandomStream.of(StreamKey.of(fault.name(), law), i, 0, 0);
            Program program = new Program(fault, couplings(fault, law, random), random);
            program.run();
            double link = (N * program.q2 - 1) / (N - 1);
            values.get("energy")[i] = program.energy;
            values.get("q2")[i] = program.q2;
            values.get("identity")[i] = program.energy + 0.5 * 1.4 * (N - 1) / N * (1 - link);
        }
        return judged(values, law);
    }

    private static double[][] couplings(Fault fault, String law, RandomStream random) {
        double[][] rows = law.equals("sine")
                ? Couplings.Real.sine(N).rows()
                : Couplings.Real.gaussian(N, random).rows();
        double factor = fault == Fault.COUPLINGS_OF_VARIANCE_TWO ? Math.sqrt(2) : 1;
        for (double[] row : rows) {
            for (int j = 0; j < N; j++) {
                row[j] *= factor;
            }
        }
        return rows;
    }

    private static Map<String, Double> judged(Map<String, double[]> values, String law) {
        Definition<SherringtonKirkpatrick.Point, Couplings> model = Definition.of(new SherringtonKirkpatrick());
        SherringtonKirkpatrick.Point p = Sweeps.track(model, 1, "d=" + N + " beta=1.4 couplings=" + law)
                .served()
                .get(0)
                .point()
                .parameters();
        Map<String, Double> z = new HashMap<>();
        for (Reference<SherringtonKirkpatrick.Point> reference : model.model().references()) {
            double[] of = values.get(reference.observable().name());
            if (of != null && reference.kind().equals("exact") && !Double.isNaN(reference.at(p))) {
                Cell cell = Cell.of(of);
                z.put(reference.observable().name(), ZScore.of(cell.mean(), cell.stderr(), reference.at(p), 0));
            }
        }
        return z;
    }

    @ParameterizedTest
    @CsvSource({
        "FACTOR_TWO_IN_BETA, sine, energy",
        "FACTOR_TWO_IN_BETA, gaussian, identity",
        "EXCHANGE_OF_THE_OTHER_SIGN, sine, energy",
        "EXCHANGE_ALWAYS, sine, q2",
        "EXCHANGE_ALWAYS, gaussian, identity",
        "FIELDS_NOT_KEPT, sine, energy",
        "OVERLAP_WITH_ITSELF, sine, q2",
        "OVERLAP_WITH_ITSELF, gaussian, identity",
        "COUPLINGS_OF_VARIANCE_TWO, sine, energy",
        "COUPLINGS_OF_VARIANCE_TWO, gaussian, identity"
    })
    void isRejectedByName(Fault fault, String law, String observable) {
        assertThat(Math.abs(z(fault, law).get(observable))).isGreaterThan(Seeds.ALARM);
    }

    @Test
    void withoutFaultEverythingHolds() {
        assertThat(z(Fault.NONE, "sine").values()).hasSize(2).allSatisfy(z -> assertThat(Math.abs(z))
                .isLessThan(Seeds.ALARM));
        assertThat(Math.abs(z(Fault.NONE, "gaussian").get("identity"))).isLessThan(Seeds.ALARM);
    }
}
