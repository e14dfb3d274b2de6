package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.testing.Instead;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.HebbFromExamples;

/** What is special to networks that learn from examples: couplings, energies, the two rules, and planted faults. */
class NoisyExamplesTest {
    private static final Definition<NoisyExamples.Point, ExampleSet> MODEL = Definition.of(new NoisyExamples());

    private static NoisyExamples.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).rungs().get(0);
    }

    private static ExampleSet set(String words) {
        return ExampleSet.draw(point(words), RandomStream.of(StreamKey.of("examples"), 0, 0, 0));
    }

    @Test
    void setsNest() {
        ExampleSet few = set("d=30 archetypes=1 n=1 quality=0.6");
        ExampleSet more = set("d=30 archetypes=3 n=5 quality=0.6 rule=unsupervised");
        assertThat(more.archetype()).containsExactly(few.archetype());
        assertThat(more.example()).containsExactly(few.example());
    }

    /** With one example the rules are one; with perfect examples both are M² and M times that of the archetypes. */
    @Test
    void rulesMeet() {
        for (String words : new String[] {"n=1 quality=0.3", "n=4 quality=1"}) {
            double[][] taught = set("d=12 archetypes=3 " + words).couplings();
            double[][] alone =
                    set("d=12 archetypes=3 rule=unsupervised " + words).couplings();
            double ratio = words.startsWith("n=4") ? 4 : 1;
            for (int i = 0; i < taught.length; i++) {
                assertThat(taught[i][i]).isZero();
                for (int j = 0; j < taught.length; j++) {
                    assertThat(taught[i][j]).isEqualTo(ratio * alone[i][j]);
                }
            }
        }
    }

    /** One archetype, unsupervised: its energy crosses that of an example at (1 + r²)/r² examples. */
    @Test
    void archetypesBeatExamplesAboveTheCrossing() {
        assertThat(HebbFromExamples.crossing(0.5)).isEqualTo(5);
        for (int n : new int[] {2, 12}) {
            String words = "d=400 archetypes=1 n=" + n + " quality=0.5 rule=unsupervised";
            ExampleSet set = set(words);
            double gap = energy(set, set.archetype()) - energy(set, set.example());
            assertThat(Math.signum(gap)).isEqualTo(n < 5 ? 1 : -1);
        }
    }

    private static double energy(ExampleSet set, double[] state) {
        double sum = 0;
        for (int i = 0; i < state.length; i++) {
            for (int j = 0; j < state.length; j++) {
                sum -= set.couplings()[i][j] * state[i] * state[j];
            }
        }
        return sum;
    }

    /** Callen's identity in a chain, and the overlap of the saddle at a size where corrections are small. */
    @Test
    void chainsAreStationary() {
        String words = "d=300 archetypes=3 n=40 quality=0.5 beta=2.5 rule=unsupervised";
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(8, 1, 200));
        var gap = measured.measurements().get("callen_gap").estimate();
        assertThat(Math.abs(gap.mean() / gap.stderr())).isLessThan(Seeds.ALARM);
        double theory = HebbFromExamples.of(0.5, 40, false).retrieval(2.5, 0.01).archetype();
        assertThat(measured.measurements().get("overlap").estimate().mean()).isCloseTo(theory, within(0.02));
    }

    /** What is wrong with a first step written once more from explicit couplings. */
    enum Fault {
        NONE,
        DIAGONAL_KEPT,
        RULES_EXCHANGED,
        QUALITY_SQUARED,
        ONE_EXAMPLE_MISSING,
        ONE_ARCHETYPE_MISSING
    }

    private record Rewritten(NoisyExamples.Point p, Fault fault) implements Simulation.OneReplica<ExampleSet> {
        @Override
        public void sample(ExampleSet unused, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            double[][] couplings = new double[p.d()][p.d()];
            double[] first = null;
            for (int mu = 0; mu < p.archetypes() - (fault == Fault.ONE_ARCHETYPE_MISSING ? 1 : 0); mu++) {
                double[] archetype = signs(random, p.d(), 0);
                first = first == null ? archetype : first;
                learn(couplings, archetype, random);
            }
            double m = 0;
            for (int i = 0; i < p.d(); i++) {
                double field = 0;
                for (int j = 0; j < p.d(); j++) {
                    field += i == j && fault != Fault.DIAGONAL_KEPT ? 0 : couplings[i][j] * first[j];
                }
                m += first[i] * Math.signum(field) / p.d();
            }
            out.record(NoisyExamples.OVERLAP, r, m);
            for (var x : new NoisyExamples().observables()) {
                if (x instanceof phasegrid.engine.definition.Scalar s && !s.equals(NoisyExamples.OVERLAP)) {
                    out.record(s, r, 0);
                }
            }
        }

        private void learn(double[][] couplings, double[] archetype, RandomStream random) {
            double[] sum = new double[p.d()];
            boolean taught = p.supervised() ^ (fault == Fault.RULES_EXCHANGED);
            double r = fault == Fault.QUALITY_SQUARED ? p.quality() * p.quality() : p.quality();
            for (int a = 0; a < p.n() - (fault == Fault.ONE_EXAMPLE_MISSING ? 1 : 0); a++) {
                double[] noise = signs(random, p.d(), r);
                for (int i = 0; i < p.d(); i++) {
                    noise[i] *= archetype[i];
                    sum[i] += noise[i];
                }
                if (!taught) {
                    outer(couplings, noise);
                }
            }
            if (taught) {
                outer(couplings, sum);
            }
        }

        private static void outer(double[][] couplings, double[] x) {
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    couplings[i][j] += x[i] * x[j];
                }
            }
        }

        private static double[] signs(RandomStream random, int d, double mean) {
            double[] signs = new double[d];
            for (int i = 0; i < d; i++) {
                signs[i] = random.bernoulli(0.5 * (1 + mean)) ? 1 : -1;
            }
            return signs;
        }
    }

    private static double z(Fault fault, String rule, long seed) {
        String words = "d=40 archetypes=4 n=5 quality=0.4 order=parallel t=1 rule=" + rule;
        return new Instead<>(new NoisyExamples(), p -> Simulation.Sampler.each(new Rewritten(p, fault)))
                .z(words, "exact", "overlap", seed, Effort.of(1500));
    }

    @ParameterizedTest
    @CsvSource({
        "DIAGONAL_KEPT, unsupervised",
        "DIAGONAL_KEPT, supervised",
        "RULES_EXCHANGED, supervised",
        "RULES_EXCHANGED, unsupervised",
        "QUALITY_SQUARED, supervised",
        "ONE_EXAMPLE_MISSING, supervised",
        "ONE_ARCHETYPE_MISSING, unsupervised"
    })
    void isRejected(Fault fault, String rule) {
        assertThat(Math.abs(z(fault, rule, Seeds.of(fault + rule)))).isGreaterThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @CsvSource({"supervised", "unsupervised"})
    void withoutFaultTheFirstStepHolds(String rule) {
        assertThat(Math.abs(z(Fault.NONE, rule, Seeds.of("sound " + rule)))).isLessThan(Seeds.ALARM);
    }
}
