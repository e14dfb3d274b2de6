package phasegrid.engine.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

/** What is special to the exponential memory: its link with the empirical density, its routes, and planted faults. */
class ExponentialHopfieldTest {
    private static final Definition<ExponentialHopfield.Point, float[]> MODEL =
            Definition.of(new ExponentialHopfield());

    private static ExponentialHopfield.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).rungs().get(0);
    }

    private static RandomStream stream(String name) {
        return RandomStream.of(StreamKey.of(name), 0, 0, 0);
    }

    /** A query at a diffused cue, with its patterns. */
    private static final class Asked {
        final ExponentialHopfield.Point p;
        final float[] patterns;
        final ExplicitQuery query;
        final Softmax softmax;

        Asked(String words) {
            p = point(words + " route=explicit cue=diffused");
            patterns = new ExponentialHopfield().quench(p, stream("patterns"));
            query = new ExplicitQuery(p);
            softmax = new Softmax(p.beta());
            query.draw(patterns, stream("query"), stream("overlaps"));
            query.diffuse(p.variance());
        }

        /** −(1/λ) ln Σ e^{λ x·ξ} + ½|x|², as the sampler sums it. */
        double energy() {
            double[] scores = new double[p.n() - 1];
            query.scores(0, p.n() - 1, scores);
            softmax.begin(query.signal());
            for (int from = 0; from < scores.length; from += Softmax.CHUNK) {
                int to = Math.min(scores.length, from + Softmax.CHUNK);
                softmax.add(Arrays.copyOfRange(scores, from, to), null, to - from);
            }
            return 0.5 * query.squared() - softmax.logSum();
        }

        /** −t ln Σ e^{−|x−ξ|²/2t}, from the distances alone. */
        double minusTLogDensity(double t) {
            double nearest = Double.POSITIVE_INFINITY;
            double[] distances = distances();
            for (double square : distances) {
                nearest = Math.min(nearest, square);
            }
            double sum = 0;
            for (double square : distances) {
                sum += Math.exp((nearest - square) / (2 * t));
            }
            return 0.5 * nearest - t * Math.log(sum);
        }

        double[] distances() {
            double[] x = query.state();
            double[] squares = new double[p.n()];
            for (int mu = 0; mu < p.n(); mu++) {
                for (int i = 0; i < x.length; i++) {
                    squares[mu] += Math.pow(x[i] - patterns[mu * x.length + i], 2);
                }
            }
            return squares;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=20 n=700 beta=0.7 patterns=binary", "d=20 n=700 beta=1.3 patterns=spherical"})
    void energyIsMinusTTimesLogOfTheEmpiricalDensity(String words) {
        Asked asked = new Asked(words);
        double t = asked.p.variance();
        double shifted = asked.minusTLogDensity(t) - 0.5 * asked.p.d();
        assertThat(asked.energy()).isCloseTo(shifted, within(1e-5));
    }

    @Test
    void onGaussianPatternsTheNormsMatter() {
        Asked asked = new Asked("d=20 n=700 beta=0.7");
        double shifted = asked.minusTLogDensity(asked.p.variance()) - 0.5 * asked.p.d();
        assertThat(Math.abs(asked.energy() - shifted)).isGreaterThan(0.1);
    }

    /** Σ w ξ with w ∝ e^{−|x−ξ|²/2t} is x + t ∇ ln p, the denoiser of the empirical score. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=20 n=700 beta=0.7 patterns=binary",
                "d=15 n=300 beta=0.7 weights=density",
                "d=15 n=300 beta=3 patterns=hidden-manifold weights=density"
            })
    void anUpdateIsTheDenoiserOfTheEmpiricalScore(String words) {
        Asked asked = new Asked(words);
        int d = asked.p.d();
        double[] x = asked.query.state().clone();
        double t = asked.p.variance();
        double[] expected = new double[d];
        for (int i = 0; i < d; i++) {
            double h = 1e-4;
            asked.query.state()[i] = x[i] + h;
            double up = asked.minusTLogDensity(t);
            asked.query.state()[i] = x[i] - h;
            double down = asked.minusTLogDensity(t);
            asked.query.state()[i] = x[i];
            expected[i] = x[i] - (up - down) / (2 * h);
        }
        asked.query.move(asked.softmax);
        assertThat(asked.query.state()).usingComparatorWithPrecision(1e-5).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d=20 n=700 beta=0.4 patterns=binary", "d=20 n=700 beta=0.6", "d=12 n=60 beta=inf"})
    void updatesNeverRaiseTheEnergy(String words) {
        Asked asked = new Asked(words);
        double before = asked.energy();
        for (int k = 0; k < 10; k++) {
            asked.query.move(asked.softmax);
            double now = asked.energy();
            assertThat(now).isLessThanOrEqualTo(before + 1e-12);
            before = now;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "d=14 n=120 beta=0.8 cue.overlap=0.8",
        "d=14 n=120 beta=0.8 cue.overlap=0.8 patterns=binary",
        "d=14 n=120 beta=1.5 cue.overlap=0.8 patterns=hidden-manifold patterns.delta=0.4",
        "d=14 n=120 beta=1.5 cue=diffused patterns=spherical"
    })
    void bothRoutesAgree(String words, TestInfo test) {
        Measured one = Sweeps.measured(MODEL, Seeds.of(test), words + " route=explicit", Effort.of(500));
        Measured two = Sweeps.measured(MODEL, Seeds.of(test) + 1, words, Effort.of(500));
        one.measurements().forEach((name, a) -> {
            var b = two.measurements().get(name).estimate();
            double error = Math.hypot(a.estimate().stderr(), b.stderr()) + 1e-7;
            assertThat(Math.abs(a.estimate().mean() - b.mean()) / error)
                    .as(name)
                    .isLessThan(Seeds.ALARM);
        });
    }

    @Test
    void nestedPatternSetsShareTheirBeginning() {
        for (PatternLaw law : List.of(
                new PatternLaw.Gaussian(),
                new PatternLaw.Spherical(),
                new PatternLaw.Binary(),
                new PatternLaw.HiddenManifold(0.5, PatternLaw.Activation.SIGN))) {
            float[] few = law.draw(70, 3, stream("nests"));
            float[] more = law.draw(70, 5, stream("nests"));
            assertThat(Arrays.copyOf(more, few.length)).containsExactly(few);
        }
    }

    /** What is wrong with a sampler written once more, for a Gaussian or binary pattern whose others are drawn directly. */
    enum Fault {
        NONE,
        LAMBDA_DOUBLED,
        ONE_PATTERN_TOO_MANY,
        ONE_FLIP_TOO_MANY,
        NORM_OF_THE_STATE_FORGOTTEN,
        COMPONENTS_TOO_SMALL,
        NOISE_TOO_SMALL,
        SQUARES_OF_THE_OTHERS_FORGOTTEN
    }

    private record Rewritten(ExponentialHopfield.Point p, Fault fault) implements Simulation.OneReplica<float[]> {
        @Override
        public void sample(float[] quench, ReplicaBlock block, int r, Recorder out) {
            RandomStream random = block.random(r);
            double[] pattern = pattern(random);
            double[] x = cue(pattern, random);
            double lambda = p.beta() * (fault == Fault.LAMBDA_DOUBLED ? 2 : 1);
            double own = Math.exp(lambda * product(x, pattern));
            double sum = own;
            double squares = own * own;
            double aligned = own * product(pattern, pattern);
            for (int mu = 1; mu < p.n() + (fault == Fault.ONE_PATTERN_TOO_MANY ? 20 : 0); mu++) {
                double[] other = pattern(random);
                double w = Math.exp(lambda * product(x, other));
                sum += w;
                squares += fault == Fault.SQUARES_OF_THE_OTHERS_FORGOTTEN ? 0 : w * w;
                aligned += w * product(pattern, other);
            }
            double half = fault == Fault.NORM_OF_THE_STATE_FORGOTTEN ? 0 : 0.5;
            out.record(ExponentialHopfield.WEIGHT, r, own / sum);
            out.record(ExponentialHopfield.RETRIEVED, r, own / sum > 0.5 ? 1 : 0);
            out.record(ExponentialHopfield.PARTICIPATION, r, squares / (sum * sum));
            out.record(ExponentialHopfield.OVERLAP, r, aligned / sum / product(pattern, pattern));
            out.record(ExponentialHopfield.ENERGY, r, (half * product(x, x) - Math.log(sum) / lambda) / p.d());
            out.record(ExponentialHopfield.NORM, r, product(pattern, pattern) / p.d());
            out.record(ExponentialHopfield.BASIN_RADIUS, r, 0);
        }

        private double[] pattern(RandomStream random) {
            double[] pattern = new double[p.d()];
            double scale = fault == Fault.COMPONENTS_TOO_SMALL ? 0.9 : 1;
            for (int i = 0; i < pattern.length; i++) {
                boolean binary = p.patterns() instanceof PatternLaw.Binary;
                pattern[i] = scale * (binary ? random.sign() : random.gaussian());
            }
            return pattern;
        }

        private double[] cue(double[] pattern, RandomStream random) {
            double[] x = pattern.clone();
            if (p.cue() instanceof Cue.Overlap cue) {
                int flips = (int) Math.round(p.d() * (1 - cue.overlap()) / 2);
                for (int i = 0; i < flips + (fault == Fault.ONE_FLIP_TOO_MANY ? 1 : 0); i++) {
                    x[i] = -x[i];
                }
                return x;
            }
            double variance = p.variance() * (fault == Fault.NOISE_TOO_SMALL ? 0.7 : 1);
            for (int i = 0; i < x.length; i++) {
                x[i] += Math.sqrt(variance) * random.gaussian();
            }
            return x;
        }

        private static double product(double[] x, double[] y) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * y[i];
            }
            return sum;
        }
    }

    private static double z(Fault fault, String words, String observable, long seed) {
        return new Instead<>(new ExponentialHopfield(), p -> Simulation.Sampler.each(new Rewritten(p, fault)))
                .z(words, "exact", observable, seed, Effort.of(700));
    }

    private static final String FLIPPED = "d=16 n=60 beta=0.5 patterns=binary cue.overlap=0.75";
    private static final String ITSELF = "d=12 n=60 beta=0.4";
    private static final String NOISED = "d=16 n=60 beta=0.6 patterns=binary cue=diffused";

    @ParameterizedTest
    @CsvSource({
        "LAMBDA_DOUBLED, weight, " + FLIPPED,
        "LAMBDA_DOUBLED, weight, " + ITSELF,
        "ONE_PATTERN_TOO_MANY, weight, " + FLIPPED,
        "ONE_FLIP_TOO_MANY, overlap, " + FLIPPED,
        "NORM_OF_THE_STATE_FORGOTTEN, energy, " + ITSELF,
        "COMPONENTS_TOO_SMALL, norm, " + ITSELF,
        "COMPONENTS_TOO_SMALL, weight, " + FLIPPED,
        "NOISE_TOO_SMALL, bayes_gap, " + NOISED,
        "SQUARES_OF_THE_OTHERS_FORGOTTEN, participation, " + FLIPPED
    })
    void isRejectedByName(Fault fault, String observable, String words) {
        for (int i = 0; i < 2; i++) {
            assertThat(Math.abs(z(fault, words, observable, Seeds.of(fault + words + i))))
                    .as("%s at seed %d", fault, i)
                    .isGreaterThan(Seeds.ALARM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "weight, " + FLIPPED,
        "overlap, " + FLIPPED,
        "participation, " + FLIPPED,
        "energy, " + FLIPPED,
        "weight, " + ITSELF,
        "overlap, " + ITSELF,
        "participation, " + ITSELF,
        "energy, " + ITSELF,
        "bayes_gap, " + NOISED
    })
    void withoutFaultEverythingHolds(String observable, String words) {
        assertThat(Math.abs(z(Fault.NONE, words, observable, Seeds.of("sound " + observable + words))))
                .isLessThan(Seeds.ALARM);
    }
}
