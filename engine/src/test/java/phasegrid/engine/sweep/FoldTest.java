package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.model.diffusion.TwoGaussians;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.statistics.Wilson;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.Exchange;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.SharedNoise;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

class FoldTest {
    private static final Definition<GaussianField.Point, double[]> FIELD = Definition.of(new GaussianField());
    private static final Definition<SharedNoise.Point, Void> NOISE = Definition.of(new SharedNoise());
    private static final Definition<Everything.Point, Void> EVERYTHING = Definition.of(new Everything());
    private static final Definition<TwoStates.Point, Void> STATES = Definition.of(new TwoStates());
    private static final Definition<Exchange.Point, Void> EXCHANGE = Definition.of(new Exchange());

    private static void near(Estimate measured, double truth) {
        assertThat((measured.mean() - truth) / measured.stderr())
                .as("%s against %s", measured, truth)
                .isBetween(-Seeds.ALARM, Seeds.ALARM);
    }

    private static Measurement of(Measured measured, Observable x) {
        return measured.measurements().get(x.name());
    }

    /** x[disorder][thermal] from the streams themselves. */
    private static double[][] values(Track<GaussianField.Point> track, int disorder, int thermal) {
        double[][] x = new double[disorder][thermal];
        for (int i = 0; i < disorder; i++) {
            double h = RandomStream.of(StreamKey.of(track.disorderKey(), "disorder"), i, 0, 0)
                    .gaussian();
            for (int j = 0; j < thermal; j++) {
                double z = RandomStream.of(StreamKey.of(track.key(), "thermal"), i, j, 0)
                        .gaussian();
                x[i][j] = h + z / Math.sqrt(track.rungs().get(0).beta());
            }
        }
        return x;
    }

    /** The jackknife over the blocks of one batch gives the error of its mean. */
    @Test
    void anOnlyBatchHasBlocksToLeaveOut() {
        Definition<TwoGaussians.Point, ?> definition = Definition.of(new TwoGaussians());
        Track<TwoGaussians.Point> track = Sweeps.track(definition, 1, "d=16 t=1 sampler=exact-kernel sampler.steps=1");
        anOnlyBatchHasBlocks(definition, track);
    }

    private static <P extends Record, Q> void anOnlyBatchHasBlocks(Definition<P, Q> definition, Track<P> track) {
        Effort effort = Effort.of(1000);
        List<Row> rows = Sweeps.rows(definition, track, effort);
        String x = "same_label_exact";
        double[] left = Fold.of(definition, track).leftOut(track.served().get(0), rows, effort, x);
        Estimate whole = Sweeps.measured(definition, track, 0, rows, effort)
                .measurements()
                .get(x)
                .estimate();
        double squares = Arrays.stream(left)
                .map(v -> (v - whole.mean()) * (v - whole.mean()))
                .sum();
        double jackknife = Math.sqrt(squares * (left.length - 1) / left.length);
        assertThat(rows).hasSize(1);
        assertThat(left.length).isBetween(16, 32);
        assertThat(jackknife / whole.stderr()).isBetween(0.5, 1.6);
    }

    @Test
    void nestedReplicasAsComputedFromTheirValues() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "beta=2 n=1 d=1");
        Effort effort = new Effort(128, 5, 0);
        Measured measured = Sweeps.measured(FIELD, track, 0, Sweeps.rows(FIELD, track, effort), effort);
        double[][] x = values(track, 128, 5);
        Cell means =
                Cell.of(Arrays.stream(x).mapToDouble(one -> Cell.of(one).mean()).toArray());
        double inside = Arrays.stream(x)
                .mapToDouble(one -> Cell.of(one).variance())
                .average()
                .orElseThrow();
        Measurement m = of(measured, GaussianField.X);
        assertThat(m.estimate().mean()).isCloseTo(means.mean(), within(1e-14));
        assertThat(m.estimate().stderr()).isCloseTo(means.stderr(), within(1e-14));
        assertThat(m.within()).isCloseTo(inside, within(1e-13));
        assertThat(m.between()).isCloseTo(means.variance() - inside / 5, within(1e-13));
        assertThat(m.estimate().count()).isEqualTo(640);
        assertThat(measured.disorder()).isEqualTo(128);
        assertThat(measured.thermal()).isEqualTo(5);
        assertThat(measured.replicas()).isEqualTo(640);
        assertThat(measured.status()).isEqualTo(Status.OK);
        assertThat(m.interval().low()).isNaN();
    }

    @Test
    void functionsOfMeansPerDisorderSampleAndOfAll() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "beta=2 n=1 d=1");
        Effort effort = new Effort(64, 6, 0);
        Measured measured = Sweeps.measured(FIELD, track, 0, Sweeps.rows(FIELD, track, effort), effort);
        double[][] x = values(track, 64, 6);
        Cell unbiased = Cell.of(
                Arrays.stream(x).mapToDouble(one -> Cell.of(one).variance()).toArray());
        Measurement inside = of(measured, GaussianField.WITHIN);
        assertThat(inside.estimate().mean())
                .as("the jackknife makes the variance unbiased")
                .isCloseTo(unbiased.mean(), within(1e-12));
        assertThat(inside.estimate().stderr()).isCloseTo(unbiased.stderr(), within(1e-12));
        assertThat(inside.estimate().count()).isEqualTo(64);
        double mean = Arrays.stream(x).flatMapToDouble(Arrays::stream).average().orElseThrow();
        double square = Arrays.stream(x)
                .flatMapToDouble(Arrays::stream)
                .map(v -> v * v)
                .average()
                .orElseThrow();
        assertThat(of(measured, GaussianField.TOTAL).estimate().mean()).isCloseTo(square - mean * mean, within(1e-12));
        assertThat(of(measured, GaussianField.TOTAL).estimate().stderr()).isPositive();
        assertThat(measured.measurements().keySet())
                .containsExactly("x", "square", "power_0", "power_1", "power_2", "sum", "total", "within");
        assertThat(measured.measurements().get("power_1").estimate())
                .isEqualTo(of(measured, GaussianField.SQUARE).estimate());
    }

    @Test
    void knownVariancesAreFound(TestInfo test) {
        Measured measured = Sweeps.measured(FIELD, Seeds.of(test), "beta=0.25", new Effort(4096, 8, 0));
        near(of(measured, GaussianField.X).estimate(), 0);
        near(of(measured, GaussianField.SQUARE).estimate(), 5);
        near(of(measured, GaussianField.WITHIN).estimate(), 4);
        near(of(measured, GaussianField.TOTAL).estimate(), 5);
        near(of(measured, GaussianField.SUM).estimate(), 0);
        double spread = Math.sqrt(2.0 / 4096);
        assertThat(of(measured, GaussianField.X).between()).isCloseTo(1, within(Seeds.ALARM * 1.5 * spread));
        assertThat(of(measured, GaussianField.X).within())
                .isCloseTo(4, within(Seeds.ALARM * 4 * spread / Math.sqrt(7)));
    }

    @Test
    void independentReplicasArePooledAndProbabilitiesHaveWilsonsInterval() {
        Track<Everything.Point> track = Sweeps.track(EVERYTHING, 1, "d=4");
        Effort effort = Effort.of(100);
        List<Row> rows = Sweeps.rows(EVERYTHING, track, effort);
        assertThat(rows).hasSize(7);
        Measured measured = Sweeps.measured(EVERYTHING, track, 0, rows, effort);
        double[] z = new double[112];
        for (int i = 0; i < z.length; i++) {
            z[i] = RandomStream.of(StreamKey.of(track.key(), "thermal"), i, 0, 0)
                    .gaussian();
        }
        long up = Arrays.stream(z).filter(v -> v > 0).count();
        Measurement x = of(measured, Everything.X);
        assertThat(x.estimate().mean()).isCloseTo(Cell.of(z).mean(), within(1e-14));
        assertThat(x.estimate().stderr()).isCloseTo(Cell.of(z).stderr(), within(1e-14));
        assertThat(of(measured, Everything.UP).interval()).isEqualTo(Wilson.interval(up, 112, Wilson.Z95));
        assertThat(measured.replicas()).isEqualTo(112);
        assertThat(measured.disorder()).isEqualTo(112);
        assertThat(measured.thermal()).isEqualTo(1);
    }

    @Test
    void replicasThatMoveTogetherCountAsOne(TestInfo test) {
        Measured measured = Sweeps.measured(NOISE, Seeds.of(test), "work=4096", Effort.of(2048));
        Measurement x = of(measured, SharedNoise.X);
        near(x.estimate(), 0);
        double exact = Math.sqrt((1 + 1.0 / 64) / 2048);
        assertThat(x.estimate().stderr()).isCloseTo(exact, within(exact * Seeds.ALARM * Math.sqrt(0.5 / 512)));
        assertThat(x.within()).isCloseTo(2, within(0.3));
        assertThat(of(measured, SharedNoise.POSITIVE).interval().low()).isNaN();
        assertThat(measured.disorder()).isEqualTo(2048);
        assertThat(measured.thermal()).isEqualTo(64);
        assertThat(measured.replicas()).isEqualTo(2048 * 64);
        near(of(measured, SharedNoise.CUBE).estimate(), 1);
    }

    @Test
    void chainsHaveTheLawOfTheirPassAndOfEquilibrium(TestInfo test) {
        Track<TwoStates.Point> track = Sweeps.track(STATES, Seeds.of(test), "t=1,4,inf");
        Effort effort = new Effort(1024, 1, 500);
        List<Row> rows = Sweeps.rows(STATES, track, effort);
        for (int i = 0; i < 2; i++) {
            Measured early = Sweeps.measured(STATES, track, i, rows, effort);
            near(of(early, TwoStates.SPIN).estimate(), Math.pow(0.75, i == 0 ? 1 : 4));
            near(of(early, TwoStates.UP).estimate(), 0.5 + 0.5 * Math.pow(0.75, i == 0 ? 1 : 4));
            assertThat(early.replicas()).isEqualTo(1024);
            assertThat(early.status()).isEqualTo(Status.OK);
        }
        Measured late = Sweeps.measured(STATES, track, 2, rows, effort);
        near(of(late, TwoStates.SPIN).estimate(), 0);
        Measurement spin = of(late, TwoStates.SPIN);
        double tau = 0.5 * 1.75 / 0.25;
        assertThat(spin.tau()).as("(1 − p)/(2p)").isCloseTo(tau, within(0.5));
        double kept = spin.estimate().count();
        assertThat(kept).isBetween(1024 * 248.0, 1024 * 504.0);
        assertThat(spin.effective()).isCloseTo(kept / (2 * tau), within(0.3 * kept / (2 * tau)));
        assertThat(spin.estimate().stderr())
                .isCloseTo(Math.sqrt(2 * tau / kept), within(0.15 * Math.sqrt(2 * tau / kept)));
        assertThat(spin.rHat()).isCloseTo(1, within(0.03));
        assertThat(late.status()).isEqualTo(Status.OK);
    }

    @Test
    void oneChainHasAnErrorFromItsBins(TestInfo test) {
        Measured one = Sweeps.measured(STATES, Seeds.of(test), "work=16777216", new Effort(1, 1, 4000));
        Measurement spin = of(one, TwoStates.SPIN);
        assertThat(one.replicas()).isEqualTo(1);
        near(spin.estimate(), 0);
        double used = spin.estimate().count();
        assertThat(used).isEqualTo(2016);
        double exact = Math.sqrt(7 / used);
        assertThat(spin.estimate().stderr()).isBetween(exact / 2.5, exact * 2.5);
        assertThat(of(one, TwoStates.ONE).estimate().mean()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"25, 56", "500, 504", "504, 504", "505, 1016", "1017, 1528", "2000, 2040", "2041, 2552"})
    void burnInIsAtMostHalfAndAtLeastASixteenth(long passes, long run) {
        Track<TwoStates.Point> track = Sweeps.track(STATES, 1, "");
        Effort effort = new Effort(64, 1, passes);
        Measured measured = Sweeps.measured(STATES, track, 0, Sweeps.rows(STATES, track, effort), effort);
        long kept = of(measured, TwoStates.SPIN).estimate().count() / 64;
        assertThat((double) kept).isBetween(0.45 * run, 0.98 * run);
    }

    @Test
    void exchangedRungsEachHaveTheirLaw(TestInfo test) {
        Track<Exchange.Point> track = Sweeps.track(EXCHANGE, Seeds.of(test), "beta=0.5,1,2,4");
        Effort effort = new Effort(256, 1, 256);
        List<Row> rows = Sweeps.rows(EXCHANGE, track, effort);
        for (int i = 0; i < 4; i++) {
            near(
                    of(Sweeps.measured(EXCHANGE, track, i, rows, effort), Exchange.SQUARE)
                            .estimate(),
                    2 / Math.pow(2, i));
        }
    }

    @Test
    void theOrderOfRowsLeavesNoTrace() {
        Effort effort = new Effort(256, 3, 0);
        Track<GaussianField.Point> field = Sweeps.track(FIELD, 1, "");
        shuffled(FIELD, field, Sweeps.rows(FIELD, field, effort), effort);
        Track<SharedNoise.Point> noise = Sweeps.track(NOISE, 1, "work=65536");
        shuffled(NOISE, noise, Sweeps.rows(NOISE, noise, Effort.of(64)), Effort.of(64));
        Track<TwoStates.Point> states = Sweeps.track(STATES, 1, "");
        shuffled(STATES, states, Sweeps.rows(STATES, states, new Effort(128, 2, 50)), new Effort(128, 2, 50));
    }

    private static <P extends Record> void shuffled(
            Definition<P, ?> definition, Track<P> track, List<Row> rows, Effort effort) {
        Measured measured = Sweeps.measured(definition, track, 0, rows, effort);
        List<Row> other = new ArrayList<>(rows);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(other, new Random(i));
            assertThat(Sweeps.measured(definition, track, 0, other, effort)).isEqualTo(measured);
        }
    }

    @Test
    void onlyWhatTheEffortWantsIsFolded() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "");
        Effort small = new Effort(64, 2, 0);
        List<Row> all = Sweeps.rows(FIELD, track, new Effort(192, 4, 0));
        assertThat(Sweeps.measured(FIELD, track, 0, all, small))
                .isEqualTo(Sweeps.measured(FIELD, track, 0, Sweeps.rows(FIELD, track, small), small));
    }

    @Test
    void aLackOfRowsIsTold() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "");
        Effort effort = new Effort(128, 2, 0);
        List<Row> rows = Sweeps.rows(FIELD, track, effort);
        Measured part = Sweeps.measured(FIELD, track, 0, rows.subList(1, 4), effort);
        assertThat(part.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(part.replicas()).isEqualTo(192);
        Measured nothing = Sweeps.measured(FIELD, track, 0, List.of(), effort);
        assertThat(nothing.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(nothing.measurements()).hasSize(8);
        assertThat(of(nothing, GaussianField.X).estimate().mean()).isNaN();
    }

    @Test
    void chainsThatLackALegAreLeftOut() {
        Track<TwoStates.Point> track = Sweeps.track(STATES, 1, "work=8388608");
        Effort effort = new Effort(4, 1, 2000);
        List<Row> rows = new ArrayList<>(Sweeps.rows(STATES, track, effort));
        long last = rows.stream().mapToLong(row -> row.address().leg()).max().orElseThrow();
        rows.removeIf(row -> row.address().disorder() == 0 && row.address().leg() == last);
        Measured part = Sweeps.measured(STATES, track, 0, rows, effort);
        assertThat(part.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(part.replicas()).isEqualTo(2);
    }

    @Test
    void failedReplicasAreCountedAndToldBeforeAnythingElse() {
        Measured some = Sweeps.measured(EVERYTHING, 1, "d=4 fault=not-a-number", Effort.of(30));
        assertThat(some.status()).isEqualTo(Status.DIVERGED);
        assertThat(some.failed()).isEqualTo(2);
        assertThat(some.replicas()).isEqualTo(32);
        assertThat(of(some, Everything.X).estimate().count()).isEqualTo(30);
        assertThat(of(some, Everything.X).estimate().mean()).isFinite();
        Track<Everything.Point> track = Sweeps.track(EVERYTHING, 1, "d=4 fault=never-a-number");
        List<Row> rows = Sweeps.rows(EVERYTHING, track, Effort.of(30));
        Measured none = Sweeps.measured(EVERYTHING, track, 0, rows, Effort.of(30));
        assertThat(none.status()).isEqualTo(Status.FAILED);
        assertThat(none.failed()).isEqualTo(32);
        assertThat(Sweeps.measured(EVERYTHING, track, 0, rows.subList(0, 1), Effort.of(30))
                        .status())
                .as("the worst that applies")
                .isEqualTo(Status.FAILED);
    }

    @Test
    void tooFewUnitsHaveNoErrorBar() {
        assertThat(Sweeps.measured(FIELD, 1, "work=16777216", new Effort(1, 3, 0))
                        .status())
                .isEqualTo(Status.FEW_SAMPLES);
        assertThat(Sweeps.measured(FIELD, 1, "work=16777216", new Effort(2, 1, 0))
                        .status())
                .isEqualTo(Status.OK);
        assertThat(Sweeps.measured(STATES, 1, "work=16777216 t=5", Effort.of(1)).status())
                .isEqualTo(Status.FEW_SAMPLES);
        assertThat(Sweeps.measured(NOISE, 1, "work=262144", Effort.of(1)).status())
                .isEqualTo(Status.FEW_SAMPLES);
    }

    @Test
    void chainsThatNeverMoveOrDifferAreTold() {
        assertThat(Sweeps.measured(STATES, 1, "turn=0", new Effort(64, 1, 100)).status())
                .isEqualTo(Status.FROZEN);
        Measured slow = Sweeps.measured(STATES, 1, "turn=0.001", new Effort(64, 1, 100));
        assertThat(slow.status()).isEqualTo(Status.NOT_EQUILIBRATED);
        assertThat(slow.unsettled()).as("what is constant by nature is settled").containsExactly("spin", "up");
        Measured quick = Sweeps.measured(STATES, 1, "turn=0.5", new Effort(64, 1, 1000));
        assertThat(quick.status())
                .as("an observable that is constant by nature is not frozen")
                .isEqualTo(Status.OK);
        assertThat(quick.unsettled()).isEmpty();
    }

    @Test
    void disorderSamplesMayDifferInEquilibrium() {
        Definition<GaussianField.Point, double[]> definition = Definition.of(new FieldChain());
        Track<GaussianField.Point> track = Sweeps.track(definition, 1, "beta=4 work=32768");
        Effort effort = new Effort(64, 2, 400);
        Measured measured = Sweeps.measured(definition, track, 0, Sweeps.rows(definition, track, effort), effort);
        assertThat(measured.status()).isEqualTo(Status.OK);
        Measurement x = of(measured, GaussianField.X);
        assertThat(x.rHat()).isCloseTo(1, within(0.02));
        assertThat(x.between()).isCloseTo(1, within(Seeds.ALARM * Math.sqrt(2.0 / 63)));
        assertThat(x.effective()).isBetween(0.6 * 64 * 2 * 248, 64 * 2 * 504.0);
        assertThat(measured.disorder()).isEqualTo(64);
        assertThat(measured.thermal()).isEqualTo(2);
    }

    /** The quenched field again, seen by a chain that forgets at once. */
    private static final class FieldChain implements Model<GaussianField.Point, double[]> {
        private final GaussianField field = new GaussianField();

        @Override
        public Card card() {
            return new Card("field-chain", 1, "Field", "A chain in a field.", "testing");
        }

        @Override
        public Class<GaussianField.Point> parameters() {
            return field.parameters();
        }

        @Override
        public List<Observable> observables() {
            return List.of(GaussianField.X);
        }

        @Override
        public double[] quench(GaussianField.Point p, RandomStream disorder) {
            return field.quench(p, disorder);
        }

        @Override
        public Simulation<double[]> simulation(List<GaussianField.Point> rungs) {
            return new Memoryless(1 / Math.sqrt(rungs.get(0).beta()));
        }

        @Override
        public long operations(GaussianField.Point p) {
            return p.work();
        }

        @Override
        public List<String> testPoints() {
            return List.of("");
        }
    }

    private static final class Memoryless implements Simulation.Chain<double[]> {
        private final double deviation;
        private double x;

        Memoryless(double deviation) {
            this.deviation = deviation;
        }

        @Override
        public void start(double[] quench, phasegrid.engine.definition.ReplicaBlock block) {
            x = quench[0];
        }

        @Override
        public void pass(double[] quench, phasegrid.engine.definition.ReplicaBlock block) {
            x = quench[0] + deviation * block.random(0).gaussian();
        }

        @Override
        public void measure(double[] quench, phasegrid.engine.definition.Recorder out) {
            out.record(GaussianField.X, 0, x);
        }

        @Override
        public void save(java.io.DataOutput out) throws java.io.IOException {
            out.writeDouble(x);
        }

        @Override
        public void load(double[] quench, java.io.DataInput in) throws java.io.IOException {
            x = in.readDouble();
        }
    }
}
