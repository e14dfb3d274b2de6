package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Instead;
import phasegrid.engine.testing.Redirected;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.DenseHebb;

/** What is special to dense networks: their energies, the two noises, examples, and planted faults. */
class DenseHebbianTest {
    private static final Definition<DenseHebbian.Point, DensePatterns> MODEL = Definition.of(new DenseHebbian());

    private static DenseHebbian.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).rungs().get(0);
    }

    /** Σ over i < j < k of products of signs, and for p = 4, by loops. */
    @Test
    void gardnersEnergyCountsDistinctIndices() {
        int d = 9;
        double[] three = DenseTable.of(point("d=9 n=3")).energies();
        double[] four = DenseTable.of(point("d=9 n=3 order=4")).energies();
        for (int up = 0; up <= d; up++) {
            double sum3 = 0;
            double sum4 = 0;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++) {
                    for (int k = 0; k < j; k++) {
                        double product = sign(i, up) * sign(j, up) * sign(k, up);
                        sum3 += product;
                        for (int l = 0; l < k; l++) {
                            sum4 += product * sign(l, up);
                        }
                    }
                }
            }
            assertThat(three[up]).isEqualTo(sum3);
            assertThat(four[up]).isEqualTo(sum4);
        }
    }

    private static int sign(int i, int up) {
        return i < up ? 1 : -1;
    }

    /** ½(S² − n) for p = 3; (S³ − (3n − 2)S)/6 for p = 4; ½[(S + 1)^p − (S − 1)^p] for a power. */
    @Test
    void fieldsAreTheReducedPolynomials() {
        int n = 10;
        double[] three = DenseTable.of(point("d=11 n=3")).wholeFields();
        double[] four = DenseTable.of(point("d=11 n=3 order=4")).wholeFields();
        double[] power = DenseTable.of(point("d=11 n=3 energy=krotov-hopfield")).wholeFields();
        for (int k = 0; k <= n; k++) {
            double s = 2.0 * k - n;
            assertThat(three[k]).isEqualTo(0.5 * (s * s - n));
            assertThat(four[k]).isCloseTo((s * s * s - (3 * n - 2) * s) / 6, within(1e-9));
            assertThat(power[k]).isEqualTo(3 * s * s + 1);
        }
    }

    /** At 1500 patterns on 200 spins the power flips .00154 of a pattern's spins, distinct indices fewer. */
    @Test
    void theTwoNormalisationsFlipDifferently() {
        String words = "d=60 n=135 updates=parallel t=1 energy=";
        double power = measured(words + "krotov-hopfield", "flipped");
        double distinct = measured(words + "gardner", "flipped");
        assertThat(power).isGreaterThan(1.8 * distinct);
        assertThat(power).isCloseTo(new DenseHebb(3, false).flip(135.0 / 3600), within(0.002));
    }

    private static double measured(String words, String observable) {
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(300));
        return measured.measurements().get(observable).estimate().mean();
    }

    /** First steps with examples, large N and M: both rules, both energies. */
    @ParameterizedTest
    @CsvSource({
        "d=61 n=40 order=3 examples=30 quality=0.7 rule=unsupervised, 0.03",
        "d=61 n=60 order=3 examples=12 quality=0.8 rule=unsupervised, 0.03"
    })
    void firstStepsWithExamples(String words, double allowance) {
        DenseHebbian.Point p = point(words);
        double theory = new DenseHebb(3, true).oneStep(p.quality(), p.examples(), p.alpha(), false);
        assertThat(measured(words + " updates=parallel t=1", "overlap")).isCloseTo(theory, within(allowance));
    }

    @Test
    void aTeacherHelps() {
        String words = "d=40 n=60 examples=6 quality=0.6 energy=krotov-hopfield updates=parallel t=1 rule=";
        assertThat(measured(words + "supervised", "overlap"))
                .isGreaterThan(measured(words + "unsupervised", "overlap"));
    }

    /** Perfect examples are the pattern, whatever the rule. */
    @Test
    void perfectExamplesArePatterns() {
        String words = "d=20 n=30 energy=krotov-hopfield updates=parallel t=1";
        double plain = measured(words, "overlap");
        assertThat(measured(words + " examples=3 rule=supervised", "overlap")).isCloseTo(plain, within(0.02));
        assertThat(measured(words + " examples=3 rule=unsupervised", "overlap")).isCloseTo(plain, within(0.02));
    }

    /** p = 3, α = .05, T = .2: the saddle says m = .99293; measured elsewhere .9935(28) at N = 100. */
    @Test
    void chainsAreStationaryAtTheSaddle() {
        String words = "d=100 alpha=0.05 beta=5";
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(6, 1, 40));
        var gap = measured.measurements().get("callen_gap").estimate();
        assertThat(Math.abs(gap.mean() / gap.stderr())).isLessThan(Seeds.ALARM);
        assertThat(measured.measurements().get("overlap").estimate().mean()).isCloseTo(0.99293, within(0.01));
    }

    /** A spin's field is half of what a flip costs the sum over triples, in which each counts once. */
    @Test
    void theNoiseOfEntriesIsASymmetricTensor() {
        EntryNoise noise = EntryNoise.draw(point("d=9 n=4 noise=2"), RandomStream.of(StreamKey.of("tensor"), 0, 0, 0));
        double[] spins = {1, -1, -1, 1, 1, 1, -1, 1, -1};
        for (int i = 0; i < 9; i++) {
            double before = triples(noise, spins);
            double field = noise.field(i, spins);
            spins[i] = -spins[i];
            assertThat(triples(noise, spins) - before).isCloseTo(2 * spins[i] * field, within(1e-12));
        }
    }

    private static double triples(EntryNoise noise, double[] spins) {
        double sum = 0;
        for (int i = 0; i < spins.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < j; k++) {
                    sum += noise.pairs()[i][j][k] * spins[i] * spins[j] * spins[k];
                }
            }
        }
        return noise.size() * sum;
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "1.15, true"})
    void noiseOfTheWrongSizeIsRejected(double factor, boolean rejected) {
        String words = "d=21 n=12 noise=2.5 updates=parallel t=1";
        Model<DenseHebbian.Point, DensePatterns> seen =
                new Redirected<>(new DenseHebbian(), p -> withNoise(p, factor * p.noise()));
        Measured measured = Sweeps.measured(Definition.of(seen), Seeds.of(words + factor), words, Effort.of(2000));
        DenseHebbian.Point p =
                Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
        double z = Theory.of(MODEL).judge(p, measured).get("overlap").z();
        assertThat(Math.abs(z) > Seeds.ALARM).isEqualTo(rejected);
    }

    private static DenseHebbian.Point withNoise(DenseHebbian.Point p, double noise) {
        return new DenseHebbian.Point(
                p.beta(),
                p.d(),
                p.n(),
                p.order(),
                p.energy(),
                p.examples(),
                p.quality(),
                p.rule(),
                noise,
                p.start(),
                p.updates(),
                p.t());
    }

    /** With K ~ N patterns noise may grow as √N: half and four times what is tolerated, at two sizes. */
    @ParameterizedTest
    @CsvSource({"32, 8", "64, 16"})
    void noiseThatGrowsWithTheSizeIsDetectedThrough(int d, int n) {
        double tolerated = DenseHebb.tolerated(
                new DenseHebb(3, true).spinodal(Double.POSITIVE_INFINITY).alpha(), n / ((double) d * d));
        assertThat(tolerated * tolerated + 1).isCloseTo(0.1261 * d * d / n, within(1e-3 * d));
        String words = "updates=permutation t=20 d=" + d + " n=" + n + " noise=";
        assertThat(few(words + 0.5 * tolerated)).isGreaterThan(0.9);
        assertThat(few(words + 4 * tolerated)).isLessThan(0.3);
    }

    private static double few(String words) {
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(16, 1, 0));
        return measured.measurements().get("retrieved").estimate().mean();
    }

    /** What is wrong with a first step written once more from sums over overlaps. */
    enum Fault {
        NONE,
        OWN_SPIN_KEPT,
        POWER_FOR_DISTINCT,
        DISTINCT_FOR_POWER,
        ONE_FACTOR_MORE,
        PATTERNS_MISSING
    }

    private record Rewritten(DenseHebbian.Point p, Fault fault) implements Simulation.OneReplica<DensePatterns> {
        @Override
        public void sample(DensePatterns unused, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            int d = p.d();
            double[] fields = new double[d];
            for (int mu = 0; mu < p.n() - (fault == Fault.PATTERNS_MISSING ? 10 : 0); mu++) {
                int[] pattern = new int[d];
                int sum = 0;
                for (int i = 0; i < d; i++) {
                    pattern[i] = mu == 0 ? 1 : random.sign();
                    sum += pattern[i];
                }
                for (int i = 0; i < d; i++) {
                    fields[i] += pattern[i] * field(fault == Fault.OWN_SPIN_KEPT ? sum : sum - pattern[i]);
                }
            }
            double m = 0;
            for (double field : fields) {
                m += Math.signum(field) / d;
            }
            out.record(DenseHebbian.OVERLAP, r, m);
            out.record(DenseHebbian.FLIPPED, r, 0.5 * (1 - m));
            out.record(DenseHebbian.RETRIEVED, r, 0);
            out.record(DenseHebbian.ENERGY_PER_SPIN, r, 0);
            out.record(DenseHebbian.RESPONSE, r, 0);
        }

        private double field(double s) {
            boolean distinct = p.energy() == DenseHebbian.Energy.GARDNER
                    ? fault != Fault.POWER_FOR_DISTINCT
                    : fault == Fault.DISTINCT_FOR_POWER;
            double one = distinct ? 0.5 * (s * s - (p.d() - 1)) : 3 * s * s + 1;
            return fault == Fault.ONE_FACTOR_MORE ? one * s : one;
        }
    }

    private static double z(Fault fault, String energy, long seed) {
        String words = "d=25 updates=parallel t=1 energy=" + energy + (energy.equals("gardner") ? " n=90" : " n=50");
        return new Instead<>(new DenseHebbian(), p -> Simulation.Sampler.each(new Rewritten(p, fault)))
                .z(words, "exact", "overlap", seed, Effort.of(6000));
    }

    @ParameterizedTest
    @CsvSource({
        "OWN_SPIN_KEPT, gardner",
        "POWER_FOR_DISTINCT, gardner",
        "DISTINCT_FOR_POWER, krotov-hopfield",
        "ONE_FACTOR_MORE, gardner",
        "PATTERNS_MISSING, gardner"
    })
    void isRejected(Fault fault, String energy) {
        assertThat(Math.abs(z(fault, energy, Seeds.of(fault + energy)))).isGreaterThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @CsvSource({"gardner", "krotov-hopfield"})
    void withoutFaultTheFirstStepHolds(String energy) {
        assertThat(Math.abs(z(Fault.NONE, energy, Seeds.of("sound " + energy)))).isLessThan(Seeds.ALARM);
    }
}
