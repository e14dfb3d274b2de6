package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Interval;
import phasegrid.engine.statistics.Wilson;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.Seeds;

class TheoryTest {
    private static final Citation SOURCE = new Citation("box1958note", "eq. (1)");
    private static final Everything.Point POINT =
            Definition.of(new Everything()).schema().point(Map.of("d", new phasegrid.engine.definition.Value.Whole(2)));

    private record Known(List<Reference<Everything.Point>> references) implements Model<Everything.Point, Void> {
        @Override
        public Card card() {
            return new Card("known", 1, "", "", "testing");
        }

        @Override
        public Class<Everything.Point> parameters() {
            return Everything.Point.class;
        }

        @Override
        public List<Observable> observables() {
            return List.of(Everything.X, Everything.UP);
        }

        @Override
        public Simulation<Void> simulation(List<Everything.Point> rungs) {
            return new Everything().simulation(rungs);
        }

        @Override
        public long operations(Everything.Point p) {
            return 1;
        }

        @Override
        public List<String> testPoints() {
            return List.of();
        }

        @Override
        public List<Line<Everything.Point>> lines() {
            return List.of(new Line<>("t_x", "beta", "", SOURCE, p -> 2.0 * p.d()));
        }
    }

    private static Reference<Everything.Point> exact(Observable x, double value) {
        return new Reference.ExactLaw<>(x, SOURCE, p -> value);
    }

    private static Reference<Everything.Point> stepped(double value) {
        return new Reference.StepCorrected<>(Everything.X, SOURCE, p -> value);
    }

    private static Reference<Everything.Point> limit(double value, double allowance) {
        ToDoubleFunction<Everything.Point> within = p -> allowance;
        return new Reference.Limit<>(Everything.X, SOURCE, p -> value, within);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Judgement judge(Observable x, Measurement measurement, Reference<Everything.Point>... references) {
        return judge(x, measurement, List.of(references));
    }

    private static Judgement judge(
            Observable x, Measurement measurement, List<Reference<Everything.Point>> references) {
        return judged(measurement, measurement, references).get(x.name());
    }

    private static Judgement judge(Measurement x, Measurement up, Reference<Everything.Point> reference) {
        return judged(x, up, List.of(reference)).get("x");
    }

    private static Map<String, Judgement> judged(
            Measurement x, Measurement up, List<Reference<Everything.Point>> references) {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("x", x);
        all.put("up", up);
        Measured measured = new Measured(1, 1, 1, 0, all, Status.OK, List.of());
        return Theory.of(Definition.of(new Known(references))).judge(POINT, measured);
    }

    private static Measurement real(double mean, double stderr) {
        return new Measurement(
                new Estimate(mean, stderr, 100, 0), Interval.NONE, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Measurement event(long successes, long trials) {
        double p = (double) successes / trials;
        Estimate estimate = new Estimate(p, Math.sqrt(p * (1 - p) / (trials - 1)), trials, 0);
        Interval interval = Wilson.interval(successes, trials, Wilson.Z95);
        return new Measurement(estimate, interval, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void theExactLawGoesBeforeTheStepCorrectedValueAndThatBeforeALimit() {
        Measurement m = real(1, 0.1);
        Reference<Everything.Point> none = exact(Everything.X, Double.NaN);
        assertThat(judge(Everything.X, m, limit(4, 1), stepped(3), exact(Everything.X, 2)))
                .extracting(Judgement::kind, Judgement::theory)
                .containsExactly("exact", 2.0);
        assertThat(judge(Everything.X, m, limit(4, 1), stepped(3), none).kind()).isEqualTo("step-corrected");
        assertThat(judge(Everything.X, m, limit(4, 1), stepped(Double.NaN), none)
                        .kind())
                .isEqualTo("limit");
        assertThat(judge(Everything.X, m, none)).isEqualTo(Judgement.NONE);
        assertThat(judge(Everything.UP, m, exact(Everything.X, 2))).isEqualTo(Judgement.NONE);
        assertThat(judge(Everything.X, m, new Reference.Golden<>(Everything.X, SOURCE, POINT, 1, 0.1)))
                .as("a golden number judges tests, not sweeps")
                .isEqualTo(Judgement.NONE);
    }

    @Test
    void deviationsAreInStandardErrorsBeyondTheAllowance() {
        assertThat(judge(Everything.X, real(1, 0.1), exact(Everything.X, 0.5)).z())
                .isCloseTo(5, within(1e-9));
        assertThat(judge(Everything.X, real(1, 0.1), limit(0.5, 0.2)).z()).isCloseTo(3, within(1e-9));
        assertThat(judge(Everything.X, real(1, 0.1), limit(0.5, 0.2)).inChiSquared())
                .isFalse();
        assertThat(judge(Everything.X, real(1, 0.1), limit(1.5, 0.6)).z()).isZero();
        Judgement drawn = judge(Everything.X, real(1, 0.1), limit(0.5, Double.NaN));
        assertThat(drawn.z()).isNaN();
        assertThat(drawn.theory()).isEqualTo(0.5);
        assertThat(judge(Everything.X, real(1, 0), exact(Everything.X, 1 - 1e-15))
                        .z())
                .as("without noise there is no deviation in units of it")
                .isNaN();
        assertThat(judge(Everything.X, real(1, 1e-16), exact(Everything.X, 1 - 1e-15))
                        .z())
                .as("noise of rounding is none")
                .isNaN();
        assertThat(judge(Everything.X, real(4.6, 1e-16), exact(Everything.X, 4.6 + 1e-9))
                        .z())
                .as("a quadrature's error is no deviation")
                .isNaN();
        Judgement differs = judge(Everything.X, real(1, 0), exact(Everything.X, 0.9));
        assertThat(differs.z()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(judge(Everything.X, real(1, 1e-16), exact(Everything.X, 1.1)).z())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Agreement.of(List.of(differs)).doubtful()).isTrue();
        Judgement equal = judge(Everything.X, real(1, 0), exact(Everything.X, 1));
        assertThat(equal.inChiSquared()).isFalse();
        assertThat(Agreement.of(List.of(equal, equal, equal, equal, equal, equal))
                        .doubtful())
                .isFalse();
    }

    @Test
    void probabilitiesAreJudgedByTheVarianceOfTheory() {
        Judgement j = judge(Everything.UP, event(60, 100), exact(Everything.UP, 0.5));
        assertThat(j.z()).isCloseTo(2, within(1e-12));
        assertThat(j.inChiSquared()).isTrue();
        assertThat(judge(Everything.UP, event(100, 100), exact(Everything.UP, 0.9))
                        .z())
                .isCloseTo(0.1 / 0.03, within(1e-12));
    }

    /** Without the rare outcome an event less its probability has a tiny spread about a value that is not 0. */
    @Test
    void aMeanIsJudgedWhereEnoughReplicasMakeIt() {
        Reference<Everything.Point> carried =
                new Reference.Carried<>(new Reference.ExactLaw<>(Everything.X, SOURCE, p -> 0), s -> s.of(Everything.UP)
                        .spread());
        Judgement rare = judge(real(0.004, 0.0001), real(0.996, 0.0001), carried);
        assertThat(rare).extracting(Judgement::kind, Judgement::theory).containsExactly("exact", 0.0);
        assertThat(rare.z()).isNaN();
        assertThat(rare.saturated()).isTrue();
        assertThat(rare.inChiSquared()).isFalse();
        Measurement often = new Measurement(
                new Estimate(0.5, 0.01, 1000, 0), Interval.NONE, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        Judgement seen = judge(real(0.004, 0.001), often, carried);
        assertThat(seen.z()).isCloseTo(4, within(1e-6));
        assertThat(seen.inChiSquared()).isTrue();
        assertThat(often.estimate().misses()).isEqualTo(500);
        assertThat(often.estimate().spread()).isEqualTo(250);
    }

    @Test
    void infinityIsJudgedByWhetherItIsThere() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(judge(Everything.X, real(inf, 0), exact(Everything.X, inf)).z())
                .isNaN();
        assertThat(judge(Everything.X, real(3, 0.1), exact(Everything.X, inf)).z())
                .isEqualTo(-inf);
        assertThat(judge(Everything.X, real(inf, 0), exact(Everything.X, 3)).z())
                .isEqualTo(inf);
    }

    @Test
    void saturatedProbabilitiesAreJudgedByTheBinomialLaw() {
        Judgement j = judge(Everything.UP, event(98, 100), exact(Everything.UP, 0.999));
        assertThat(j.saturated()).isTrue();
        assertThat(j.inChiSquared()).isFalse();
        double p = 1 - Math.pow(0.999, 100) - 100 * 0.001 * Math.pow(0.999, 99);
        assertThat(j.z()).isNegative();
        var normal = org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1);
        assertThat(2 * normal.survivalProbability(-j.z())).isCloseTo(p, within(1e-9));
        assertThat(judge(Everything.UP, event(100, 100), exact(Everything.UP, 1))
                        .z())
                .isZero();
        assertThat(judge(Everything.UP, event(100, 100), exact(Everything.UP, 1 + 1e-15))
                        .z())
                .isZero();
        assertThat(judge(Everything.UP, event(0, 100), exact(Everything.UP, -1e-15))
                        .z())
                .isZero();
        assertThat(judge(Everything.UP, event(99, 100), exact(Everything.UP, 1)).z())
                .isLessThan(-4.9);
        assertThat(judge(Everything.UP, event(99, 100), exact(Everything.UP, 1.5))
                        .saturated())
                .isFalse();
    }

    @Test
    void allReferencesThatHoldAndAllLinesAreListed() {
        Theory<Everything.Point> theory =
                Theory.of(Definition.of(new Known(List.of(limit(4, 1), stepped(Double.NaN), exact(Everything.X, 2)))));
        assertThat(theory.references(POINT)).extracting(Reference::kind).containsExactly("limit", "exact");
        assertThat(theory.lines(POINT)).containsExactly(Map.entry("t_x", 4.0));
    }

    @Test
    void agreementIsThatOfNormalDeviations(TestInfo test) {
        RandomStream random = RandomStream.of(StreamKey.of(test.getDisplayName()), 0, 0, 0);
        List<Judgement> good = new ArrayList<>();
        List<Judgement> small = new ArrayList<>();
        List<Judgement> shifted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double z = random.gaussian();
            good.add(new Judgement(0, "exact", 0, z, false));
            small.add(new Judgement(0, "exact", 0, z / 2, false));
            shifted.add(new Judgement(0, "exact", 0, z + 1, false));
        }
        good.add(new Judgement(1, "exact", 0, 3, true));
        good.add(new Judgement(1, "limit", 0.1, 40, false));
        good.add(Judgement.NONE);
        Agreement agreement = Agreement.of(good);
        assertThat(agreement.rows()).isEqualTo(200);
        assertThat(agreement.saturated()).isEqualTo(1);
        assertThat(agreement.doubtful()).isFalse();
        assertThat(agreement.normality()).isGreaterThan(1e-4);
        assertThat(agreement.largest()).isEqualTo(40);
        assertThat(agreement.chiSquared()).isCloseTo(200, within(Seeds.ALARM * 20));
        assertThat(Agreement.of(shifted).p()).isLessThan(1e-4);
        assertThat(Agreement.of(shifted).normality()).isLessThan(1e-4);
        assertThat(Agreement.of(small).p()).as("errors too large").isGreaterThan(1 - 1e-4);
        assertThat(Agreement.of(small).doubtful()).isTrue();
        assertThat(Agreement.of(List.of()).rows()).isZero();
        assertThat(Agreement.of(List.of()).doubtful()).isFalse();
    }
}
