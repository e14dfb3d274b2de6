package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.definition.Value;
import phasegrid.engine.linear.PointSet;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;

class DatasetTest {
    private static final Definition<Dataset.Point, Dataset.Prepared> MODEL = Definition.of(new Dataset());
    private static final String SHIPPED = "d=256 n=2000 t=1 data=planted sampler.steps=1";
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final DataFile FILE = new DataFile("ours.npy", 40, 3, HASH);

    private static Dataset.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).rungs().get(0);
    }

    private static RandomStream stream(String name) {
        return RandomStream.of(StreamKey.of("dataset test", name), 0, 0, 0);
    }

    private static Dataset.Prepared prepared(String words, String name) {
        return MODEL.model().quench(point(words), Data.NONE, stream(name));
    }

    /** The data set that is shipped: n = 2,000 points in 256 dimensions, two classes, Λ = 65. Nothing here is a large-d limit. */
    @Test
    void theShippedDataHaveTheirKnownAnswers() {
        Dataset.Prepared set = prepared(SHIPPED, "shipped");
        double error = 65 * Math.sqrt(2.0 / 2000);
        assertThat(set.axis().spike()).isCloseTo(65, within(Seeds.ALARM * error));
        assertThat(set.axis().bulk()).isCloseTo(1, within(Seeds.ALARM * Math.sqrt(2.0 / 2000 / 256)));
        assertThat(Dataset.bimodal(set.axis())).isTrue();
        assertThat(set.axis().cumulant()).isCloseTo(2.0 / 3 - 4.0 / (3 * 65), within(0.02));
        double collapse = 0.5 * Math.log1p(set.collapse());
        assertThat(participation(collapse - 0.12)).isGreaterThan(0.5);
        assertThat(participation(collapse + 0.12)).isLessThan(0.5);
    }

    /** 64 probes know Y2 at t_C to 0.05, which is 0.03 in t. */
    private static double participation(double t) {
        return point("d=256 n=2000 data=planted t=" + t).posterior().averages().participation();
    }

    /** What numpy's singular values of the very points say: of 2,000 in 256 dimensions, and of the first 100 of them. */
    @Test
    void theSpectrumIsThatOfSingularValues() {
        DatasetSource.Planted law = new DatasetSource.Planted(DatasetSource.Shape.TWO_CLASSES, 65);
        double[] all = law.points(2000, 256, stream("shipped"));
        Map<String, GaussianSurrogate> known = Map.of("2000", surrogate(all, 2000), "100", surrogate(all, 100));
        List<Map<String, String>> rows = Table.read("/golden/dataset-pca.csv");
        assertThat(rows).hasSize(16);
        for (Map<String, String> row : rows) {
            GaussianSurrogate ours = known.get(row.get("n"));
            double ratio = Math.expm1(2 * Double.parseDouble(row.get("t")));
            double value = Double.parseDouble(row.get("value"));
            double found =
                    switch (row.get("quantity")) {
                        case "largest" -> ours.variances()[ours.variances().length - 1];
                        case "smallest" -> ours.variances()[0];
                        case "t_collapse_pca" -> 0.5 * Math.log1p(ours.collapse());
                        default -> ours.dimension(ratio);
                    };
            assertThat(found).as("%s", row).isCloseTo(value, within(1e-11 * value));
        }
    }

    private static GaussianSurrogate surrogate(double[] all, int n) {
        double[] some = Arrays.copyOf(all, n * 256);
        Dataset.centre(some, n, 256, DatasetSource.Normalise.NONE);
        return GaussianSurrogate.of(PointSet.of(some, n, 256));
    }

    @Test
    void onePointManyTimesHasNoSpectrum() {
        GaussianSurrogate none = GaussianSurrogate.of(PointSet.of(new double[12], 4, 3));
        assertThat(none.variances()).isEmpty();
        assertThat(none.collapse()).isZero();
        assertThat(none.dimension(1)).isZero();
    }

    /** Beyond 1024 coordinates and points the spectrum's columns are empty; with fewer points there is one again. */
    @Test
    void aSpectrumThatIsTooLargeIsNotMeasured() {
        Dataset.Point large = point("d=1025 n=1025 t=1 data=planted");
        Dataset.Point wide = point("d=20000 n=1024 t=1 data=planted");
        for (Scalar x : List.of(Dataset.T_COLLAPSE_PCA, Dataset.EFFECTIVE_DIMENSION)) {
            assertThat(MODEL.model().measures(large, x)).isFalse();
            assertThat(MODEL.model().measures(wide, x)).isTrue();
        }
        assertThat(MODEL.model().measures(large, Dataset.T_COLLAPSE)).isTrue();
    }

    @Test
    void oneCloudIsNoSpeciation() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            PrincipalAxis axis = prepared("d=16 n=300 t=1 data=planted data.shape=one-cloud", name)
                    .axis();
            assertThat(axis.resolved()).isTrue();
            assertThat(axis.spike()).isCloseTo(65, within(Seeds.ALARM * 65 * Math.sqrt(2.0 / 300)));
            assertThat(Dataset.bimodal(axis)).as("dip %s", axis.dip()).isFalse();
            assertThat(axis.cumulant()).isCloseTo(0, within(0.35));
        }
    }

    @Test
    void noiseIsNotResolved() {
        for (String name : List.of("a", "b", "c")) {
            PrincipalAxis axis = prepared("d=40 n=80 t=1 data=planted data.shape=one-cloud data.spike=1", name)
                    .axis();
            assertThat(axis.resolved()).isFalse();
            assertThat(axis.spike()).isCloseTo(axis.bulk() * (1 + Math.sqrt(0.5)), within(1e-9));
        }
    }

    /** The eigenvalue of commons-math, which shares nothing with power iteration. */
    @Test
    void powerIterationFindsTheLargestEigenvalue() {
        PointSet points =
                prepared("d=12 n=30 t=1 data=planted data.spike=3", "eigen").points();
        double[][] rows = new double[30][12];
        IntStream.range(0, 30).forEach(mu -> points.copy(mu, rows[mu], 0));
        RealMatrix x = MatrixUtils.createRealMatrix(rows);
        double[] all = new EigenDecomposition(x.transpose().multiply(x).scalarMultiply(1.0 / 30)).getRealEigenvalues();
        assertThat(PrincipalAxis.of(points).sample())
                .isCloseTo(Arrays.stream(all).max().orElseThrow(), within(1e-6));
    }

    @Test
    void theCorrectionUndoesTheBias() {
        for (double gamma : new double[] {0.01, 0.256, 1, 3}) {
            for (double l : new double[] {1.01 + Math.sqrt(gamma), 5, 257}) {
                double seen = l * (1 + gamma / (l - 1));
                if (l > 1 + Math.sqrt(gamma)) {
                    assertThat(PrincipalAxis.population(seen, gamma)).isCloseTo(l, within(1e-9 * l));
                }
            }
        }
        double golden = Table.read("/golden/landau.csv").stream()
                .filter(row -> row.get("quantity").startsWith("expected top eigenvalue"))
                .mapToDouble(row -> Double.parseDouble(row.get("value")))
                .findFirst()
                .orElseThrow();
        assertThat(PrincipalAxis.population(golden, 0.256)).isCloseTo(257, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"16.72, 526", "3.05, 329", "12.11, 495"})
    void stepsOfTheScheduleOfPublishedEigenvalues(double lambda, int step) {
        assertThat(DatasetSampler.step(0.5 * Math.log(lambda))).isEqualTo(step);
    }

    @Test
    void theScheduleHasEnds() {
        assertThat(DatasetSampler.step(0)).isZero();
        assertThat(DatasetSampler.step(1e-6)).isZero();
        assertThat(DatasetSampler.step(20)).isEqualTo(1000);
    }

    /** The weights once more, from distances. */
    @Test
    void halfOfTheWeightIsWhereDistancesSayIt() {
        PointSet points =
                prepared("d=3 n=9 t=1 data=planted data.spike=4", "half").points();
        double ratio = HalfWeight.ratio(points, 1, stream("probes"));
        assertThat(participation(points, ratio, stream("probes"))).isCloseTo(0.5, within(1e-6));
        double[] same = new double[9 * 3];
        assertThat(HalfWeight.ratio(PointSet.of(same, 9, 3), 1, stream("probes")))
                .isZero();
    }

    private static double participation(PointSet points, double ratio, RandomStream random) {
        double sum = 0;
        for (int k = 0; k < HalfWeight.PROBES; k++) {
            double[] x = new double[3];
            double[] z = new double[3];
            points.copy(random.below(9), x, 0);
            random.gaussians(z, 0, 3);
            double weight = 0;
            double square = 0;
            for (int nu = 0; nu < 9; nu++) {
                double[] a = new double[3];
                points.copy(nu, a, 0);
                double distance = 0;
                for (int i = 0; i < 3; i++) {
                    distance += Math.pow(x[i] + Math.sqrt(ratio) * z[i] - a[i], 2);
                }
                double w = Math.exp(-distance / (2 * ratio));
                weight += w;
                square += w * w;
            }
            sum += square / (weight * weight);
        }
        return sum / HalfWeight.PROBES;
    }

    /** Row i is (i, i², 1). */
    private static final Data OURS = file -> (row, out, at) -> {
        out[at] = row;
        out[at + 1] = row * row;
        out[at + 2] = 1;
    };

    private static Dataset.Point ofFile(int n, DatasetSource.Normalise normalise) {
        Dataset.Point any = point("d=3 n=5 t=1 data=planted");
        return new Dataset.Point(
                3, n, 1, new DatasetSource.File(FILE, 2, normalise), any.process(), any.sampler(), any.horizon());
    }

    @Test
    void aFileIsCentredAndNormalised() {
        double[] first = new double[3];
        MODEL.model()
                .quench(ofFile(40, DatasetSource.Normalise.NONE), OURS, stream("f"))
                .points()
                .copy(0, first, 0);
        assertThat(first).containsExactly(-9.75, -39 * 79 / 12.0, 0);
        PointSet each = MODEL.model()
                .quench(ofFile(40, DatasetSource.Normalise.EACH), OURS, stream("f"))
                .points();
        PointSet total = MODEL.model()
                .quench(ofFile(40, DatasetSource.Normalise.TOTAL), OURS, stream("f"))
                .points();
        assertThat(squares(each)).isCloseTo(2, within(1e-12));
        assertThat(squares(total)).isCloseTo(3, within(1e-12));
    }

    private static double squares(PointSet points) {
        return IntStream.range(0, points.size()).mapToDouble(points::square).sum() / points.size();
    }

    @Test
    void fewerPointsAreARandomSubsetAndNested() {
        double[] small = new DatasetSource.File(FILE, 1, DatasetSource.Normalise.NONE).points(5, 3, OURS, stream("n"));
        double[] large = new DatasetSource.File(FILE, 1, DatasetSource.Normalise.NONE).points(30, 3, OURS, stream("n"));
        assertThat(Arrays.copyOf(large, small.length)).isEqualTo(small);
        assertThat(IntStream.range(0, 30).mapToDouble(i -> large[3 * i]).distinct())
                .hasSize(30);
        double[] other = new DatasetSource.File(FILE, 1, DatasetSource.Normalise.NONE).points(5, 3, OURS, stream("m"));
        assertThat(other).isNotEqualTo(small);
    }

    private static Point<Dataset.Point> keyed(DataFile file, Map<String, Value> more) {
        Map<String, Value> fixed = new HashMap<>(more);
        fixed.put("data", new Value.Word("file"));
        fixed.put("data.path", new Value.Data(file));
        SweepSpec.Region region = new SweepSpec.Region(
                List.of(Axis.of("t", List.of(new Value.Real(1)))), fixed, Map.of(), Optional.empty());
        return Grid.of(MODEL, Sweeps.spec(1, List.of(region), List.of(), List.of()))
                .points()
                .get(0);
    }

    /** Content and preprocessing are in the key, the place is not; the shape is the file's. */
    @Test
    void changedDataAreNewPointsAndMovedDataAreNot() {
        Point<Dataset.Point> one = keyed(FILE, Map.of());
        assertThat(one.parameters().d()).isEqualTo(3);
        assertThat(one.parameters().n()).isEqualTo(40);
        assertThat(keyed(new DataFile("hdfs://there/moved.csv", 40, 3, HASH), Map.of())
                        .key())
                .isEqualTo(one.key());
        assertThat(keyed(new DataFile("ours.npy", 40, 3, HASH.replace('0', '1')), Map.of())
                        .key())
                .isNotEqualTo(one.key());
        assertThat(keyed(FILE, Map.of("data.scale", new Value.Real(2))).key()).isNotEqualTo(one.key());
        assertThat(keyed(FILE, Map.of("data.normalise", new Value.Word("each"))).key())
                .isNotEqualTo(one.key());
        assertThat(keyed(FILE, Map.of("n", new Value.Whole(40))).key()).isEqualTo(one.key());
        assertThat(MODEL.schema().values(one.parameters())).isEqualTo(one.values());
        assertThat(DataFile.parse(FILE.text())).contains(FILE);
        assertThatThrownBy(() -> keyed(FILE, Map.of("d", new Value.Whole(4)))).hasMessageContaining("leave d out");
        assertThatThrownBy(() -> keyed(FILE, Map.of("n", new Value.Whole(41)))).hasMessageContaining("40 rows");
    }

    /** What is broken in a copy of the model, and the observable whose reference must see it. */
    enum Fault {
        NONE(""),
        NORM_FOR_ITS_SQUARE("t_speciation"),
        POINTS_TWICE("y2"),
        BULK_TOO_WIDE("bulk_variance"),
        CORRECTION_FORGOTTEN("lambda"),
        ONE_POINT_FEWER_THAN_SAID("posterior_entropy"),
        OVER_TWICE_THE_POINTS("t_collapse_pca"),
        LARGEST_EIGENVALUE_ALONE("t_collapse_pca"),
        EIGENVALUES_FOR_THEIR_ROOTS("effective_dimension"),
        SMALLEST_EIGENVALUE_LOST("effective_dimension");

        private final String seenBy;

        Fault(String seenBy) {
            this.seenBy = seenBy;
        }
    }

    /** The model with a training set that is made wrongly. */
    private record Broken(Fault fault) implements Model<Dataset.Point, Dataset.Prepared> {
        private static final Dataset SOUND = new Dataset();

        @Override
        public Card card() {
            return SOUND.card();
        }

        @Override
        public Class<Dataset.Point> parameters() {
            return SOUND.parameters();
        }

        @Override
        public List<Observable> observables() {
            return SOUND.observables();
        }

        @Override
        public Dataset.Prepared quench(Dataset.Point p, Data data, RandomStream disorder) {
            DatasetSource.Planted law = (DatasetSource.Planted) p.data();
            double spike = fault == Fault.NORM_FOR_ITS_SQUARE ? 1 + Math.sqrt(law.spike() - 1) : law.spike();
            int n = fault == Fault.ONE_POINT_FEWER_THAN_SAID ? p.n() * 3 / 4 : p.n();
            double[] a = new DatasetSource.Planted(law.shape(), spike).points(n, p.d(), disorder);
            for (int i = 0; i < a.length; i++) {
                a[i] *= fault == Fault.BULK_TOO_WIDE ? 1.05 : 1;
            }
            if (fault == Fault.POINTS_TWICE) {
                System.arraycopy(a, 0, a, a.length / 2, a.length / 2);
            }
            PointSet points = PointSet.of(a, n, p.d());
            PrincipalAxis axis = PrincipalAxis.of(points);
            double seen = fault == Fault.CORRECTION_FORGOTTEN ? axis.sample() : axis.spike();
            return new Dataset.Prepared(
                    points,
                    new PrincipalAxis(
                            axis.sample(), seen, axis.bulk(), true, axis.cumulant(), axis.dip(), axis.sides()),
                    surrogate(points),
                    1);
        }

        private GaussianSurrogate surrogate(PointSet points) {
            GaussianSurrogate sound = GaussianSurrogate.of(points);
            double[] l = sound.variances();
            return switch (fault) {
                case OVER_TWICE_THE_POINTS ->
                    GaussianSurrogate.of(Arrays.stream(l).map(x -> x / 2).toArray(), points.size());
                case LARGEST_EIGENVALUE_ALONE -> GaussianSurrogate.of(new double[] {l[l.length - 1]}, points.size());
                case EIGENVALUES_FOR_THEIR_ROOTS ->
                    GaussianSurrogate.of(Arrays.stream(l).map(Math::sqrt).toArray(), points.size());
                case SMALLEST_EIGENVALUE_LOST ->
                    GaussianSurrogate.of(Arrays.copyOfRange(l, 1, l.length), points.size());
                default -> sound;
            };
        }

        @Override
        public Simulation<Dataset.Prepared> simulation(List<Dataset.Point> rungs) {
            return SOUND.simulation(rungs);
        }

        @Override
        public int granule(Dataset.Point p) {
            return SOUND.granule(p);
        }

        @Override
        public long operations(Dataset.Point p) {
            return SOUND.operations(p);
        }

        @Override
        public List<String> testPoints() {
            return SOUND.testPoints();
        }

        @Override
        public List<Reference<Dataset.Point>> references() {
            return SOUND.references();
        }
    }

    @ParameterizedTest
    @EnumSource
    void plantedFaultsAreSeen(Fault fault) {
        boolean wide = fault == Fault.CORRECTION_FORGOTTEN;
        String words = (wide ? "d=240 n=60 t=1.5 data.spike=20" : "d=12 n=80 t=0.5 data.spike=50")
                + " data=planted sampler.steps=1";
        Definition<Dataset.Point, Dataset.Prepared> broken = Definition.of(new Broken(fault));
        Measured m = Sweeps.measured(broken, Seeds.of("dataset " + fault), words, new Effort(64, wide ? 16 : 32, 0));
        if (fault == Fault.NONE) {
            for (String name : List.of(
                    "t_speciation",
                    "y2",
                    "bulk_variance",
                    "lambda",
                    "posterior_entropy",
                    "t_collapse_pca",
                    "effective_dimension")) {
                assertThat(Math.abs(z(m, name, words))).as(name).isLessThan(Seeds.ALARM);
            }
        } else {
            assertThat(Math.abs(z(m, fault.seenBy, words))).isGreaterThan(Seeds.ALARM);
        }
    }

    private static double z(Measured m, String name, String words) {
        Dataset.Point p = point(words);
        Reference<Dataset.Point> reference = MODEL.model().references().stream()
                .filter(r -> r.observable().name().equals(name))
                .findFirst()
                .orElseThrow();
        Estimate e = m.measurements().get(name).estimate();
        return ZScore.of(e.mean(), e.stderr(), reference.at(p), reference.allowance(p));
    }

    @ParameterizedTest
    @CsvSource({"0.6, 1, 1, III", "0.4, 0.9, 1, II", "0.4, 0.6, 1, I", "0.4, 0.9, 0, no speciation"})
    void phases(double participation, double side, double bimodal, String label) {
        Summary summary = new Summary(Map.of(
                "y2", new Estimate(participation, 0.01, 10, 0),
                "same_side_exact", new Estimate(side, 0.01, 10, 0),
                "bimodal", new Estimate(bimodal, 0, 10, 0)));
        Optional<Phase> phase = MODEL.model().phase(point(SHIPPED), summary);
        assertThat(phase.orElseThrow().label()).isEqualTo(label);
        assertThat(phase.orElseThrow().margin()).isPositive();
    }
}
