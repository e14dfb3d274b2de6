package phasegrid.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Problem;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Alias;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Measurement;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Status;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/** What holds for every model of the catalogue: one test for each model, aspect and test point. */
class ModelContractTest {
    private static final Pattern PARAMETER = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)*");
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Set<String> CANONICAL = Set.of("beta", "alpha", "d", "n", "t");
    private static final long OPERATIONS = 60_000_000;
    private static final int ENOUGH = 10_000;
    /** With fewer, chains are judged on a handful of bins. */
    private static final int FEWEST_PASSES = 200;

    private static final int FEWEST_QUENCHED = 30;
    /** How much more an eight times larger size may cost: 8³ and a little. */
    private static final double AT_MOST_CUBIC = 600;

    private static Stream<DynamicTest> each(String aspect, Consumer<Definition<?, ?>> check) {
        return Models.definitions().stream()
                .map(model -> dynamicTest(model.model().card().reference() + " " + aspect, () -> check.accept(model)));
    }

    private interface AtPoint {
        <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name);
    }

    private static Stream<DynamicTest> eachPoint(String aspect, AtPoint check) {
        return Models.definitions().stream().flatMap(model -> eachPoint(model, aspect, check));
    }

    private static <P extends Record, Q> Stream<DynamicTest> eachPoint(
            Definition<P, Q> definition, String aspect, AtPoint check) {
        return definition.model().testPoints().stream().map(point -> {
            String name = definition.model().card().reference() + " " + point + " " + aspect;
            return dynamicTest(
                    name, () -> check.check(definition, Sweeps.track(definition, Seeds.of(name), point), name));
        });
    }

    @TestFactory
    Stream<DynamicTest> parametersAreSane() {
        return each("parameters", definition -> definition.schema().leaves().forEach(leaf -> {
            assertThat(leaf.name()).matches(PARAMETER);
            assertThat(leaf.param().symbol()).isNotBlank();
            assertThat(leaf.param().doc()).isNotBlank().doesNotEndWith(".");
            assertThat(leaf.param().min()).isLessThan(leaf.param().max());
            if (!leaf.param().usual().isEmpty()) {
                assertThat(Spelling.problem(leaf, Spelling.usual(leaf))).isEmpty();
                assertThat(Spelling.usual(leaf).text()).isEqualTo(leaf.param().usual());
            }
            if (CANONICAL.contains(leaf.name())) {
                assertThat(leaf.param().definition()).as(leaf.name()).isNotBlank();
                assertThat(leaf.variant()).isEmpty();
            }
            assertThat(leaf.component().toLowerCase(java.util.Locale.ROOT))
                    .isNotIn("temperature", "seed", "replicas", "passes", "share", "status", "key");
        }));
    }

    @TestFactory
    Stream<DynamicTest> cardAndColumnsAreSane() {
        return each("card and columns", definition -> {
            var card = definition.model().card();
            assertThat(card.title()).isNotBlank().doesNotContain("\n");
            assertThat(card.summary()).hasSizeGreaterThan(40);
            assertThat(card.family()).isIn("diffusion", "memory", "glass", "learning");
            definition.columns().forEach((name, x) -> {
                assertThat(name).matches(COLUMN).doesNotMatch(".*_(stderr|theory|z|kind|low|high|slope)");
                assertThat(x.definition()).isNotBlank();
                assertThat(x.unit()).isNotBlank();
            });
            assertThat(definition.model().lines()).allSatisfy(line -> {
                assertThat(line.name()).matches(COLUMN);
                assertThat(axes(definition)).contains(line.along());
                assertThat(line.definition()).isNotBlank();
            });
            assertThat(definition.model().lines().stream().map(line -> line.name()))
                    .doesNotHaveDuplicates();
            assertThat(definition.model().slopes()).allSatisfy(slope -> {
                assertThat(definition.columns()).containsValue(slope.observable());
                assertThat(definition.schema().names()).contains(slope.along());
            });
            assertThat(definition.model().slopes().stream().map(slope -> slope.name()))
                    .doesNotHaveDuplicates();
        });
    }

    /** What an axis may be: a parameter, or what is given in its place. */
    private static Set<String> axes(Definition<?, ?> definition) {
        Set<String> axes = new java.util.HashSet<>(definition.schema().names());
        Alias.of(definition.schema()).forEach(alias -> axes.add(alias.name()));
        return axes;
    }

    @TestFactory
    Stream<DynamicTest> idsDiffer() {
        return Stream.of(dynamicTest("ids differ", () -> assertThat(Models.definitions().stream()
                        .map(model -> model.model().card().id()))
                .doesNotHaveDuplicates()));
    }

    @TestFactory
    Stream<DynamicTest> referencesAreOfItsColumnsAndFromTheBibliography() {
        return each("references", definition -> {
            Set<String> keys = bibliography();
            definition.model().references().forEach(reference -> {
                Observable x = definition.columns().get(reference.observable().name());
                assertThat(x).as(reference.observable().name()).isEqualTo(reference.observable());
                cited(keys, reference.source());
            });
            definition.model().lines().forEach(line -> cited(keys, line.source()));
            definition.model().slopes().forEach(slope -> cited(keys, slope.source()));
        });
    }

    private static void cited(Set<String> keys, Citation source) {
        assertThat(keys).contains(source.key());
        assertThat(source.place()).isNotBlank();
    }

    private static Set<String> bibliography() {
        try (InputStream in = ModelContractTest.class.getResourceAsStream("/phasegrid/bibliography.bib")) {
            Set<String> keys = new java.util.HashSet<>();
            var entries = Pattern.compile("(?m)^@\\w+\\{([^,]+),")
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (entries.find()) {
                assertThat(keys.add(entries.group(1))).as(entries.group(1)).isTrue();
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> testPointsAreValidAndOfOneKind() {
        return eachPoint("is a point", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                List<Problem> problems = new ArrayList<>();
                definition.schema().complete(track.served().get(0).point().values(), problems);
                assertThat(problems).isEmpty();
                assertThat(definition.model().simulation(track.rungs()) instanceof Simulation.Chain)
                        .isEqualTo(definition.chain(track.rungs()));
                assertThat(Integer.bitCount(
                                definition.model().granule(track.rungs().get(0))))
                        .isEqualTo(1);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> batchesDependOnTheirAddressAlone() {
        return eachPoint("deterministic", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                List<Address> addresses = new ArrayList<>(List.of(new Address(0, 0, 0), new Address(1, 0, 0)));
                Map<Address, String> forward = payloads(definition, track, addresses);
                java.util.Collections.reverse(addresses);
                assertThat(payloads(definition, track, addresses)).isEqualTo(forward);
                assertThat(forward.get(addresses.get(0))).isNotEqualTo(forward.get(addresses.get(1)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> chainsAreSavedWhole() {
        return eachPoint("saved whole", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                if (BatchShape.of(definition, track).chain()) {
                    savedWhole(definition, track);
                }
            }
        });
    }

    /** A simulation that keeps what it does not save goes on differently in the runner that made the leg before. */
    private static <P extends Record, Q> void savedWhole(Definition<P, Q> definition, Track<P> track) {
        BatchRunner<P, Q> one = BatchRunner.of(definition, track, new QuenchCache());
        byte[] state = one.run(new Address(0, 0, 0), new byte[0]).state();
        Address second = new Address(0, 0, 1);
        BatchResult after = one.run(second, state);
        BatchResult anew = BatchRunner.of(definition, track, new QuenchCache()).run(second, state);
        assertThat(anew.state()).isEqualTo(after.state());
        assertThat(payloads(anew)).isEqualTo(payloads(after));
    }

    private static <P extends Record, Q> Map<Address, String> payloads(
            Definition<P, Q> definition, Track<P> track, List<Address> addresses) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, new QuenchCache());
        Map<Address, String> bits = new HashMap<>();
        addresses.forEach(a -> {
            BatchResult result = runner.run(a, new byte[0]);
            bits.put(a, payloads(result) + Arrays.toString(result.state()));
        });
        return bits;
    }

    /** Of every row; a chain's leg has none where no point is read in it. */
    private static String payloads(BatchResult result) {
        return result.rows().stream()
                .map(row -> Arrays.toString(row.payload()))
                .toList()
                .toString();
    }

    /** A block made here, of replicas that lie anywhere: what a replica records must not depend on its neighbours. */
    private static final class Scattered implements ReplicaBlock {
        private final Map<String, RandomStream> streams = new HashMap<>();
        private final String key;
        private final int[] disorder;

        Scattered(String key, int... disorder) {
            this.key = key;
            this.disorder = disorder;
        }

        @Override
        public int size() {
            return disorder.length;
        }

        @Override
        public RandomStream random(int r) {
            return random(r, "thermal");
        }

        @Override
        public RandomStream random(int r, String purpose) {
            return streams.computeIfAbsent(
                    r + purpose, p -> RandomStream.of(StreamKey.of(key, purpose), disorder[r], 0, 0));
        }

        @Override
        public RandomStream granule() {
            throw new IllegalStateException("this block holds many granules");
        }
    }

    @TestFactory
    Stream<DynamicTest> replicasDependOnTheirOwnStreamsAlone() {
        return eachPoint("no neighbours", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                BatchShape shape = BatchShape.of(definition, track);
                if (shape.chain() || definition.quenched() || shape.granule() > 1) {
                    return;
                }
                Map<String, Double> together = recorded(definition, track, 5, 9, 2, 7);
                Map<String, Double> apart = new HashMap<>();
                for (int replica : new int[] {2, 5, 7, 9}) {
                    apart.putAll(recorded(definition, track, replica));
                }
                assertThat(together)
                        .isEqualTo(apart)
                        .hasSize(4 * definition.scalars().size());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record, Q> Map<String, Double> recorded(
            Definition<P, Q> definition, Track<P> track, int... replicas) {
        Map<String, Double> values = new HashMap<>();
        var sampler = (Simulation.Sampler<Q>) definition.model().simulation(track.rungs());
        for (int again = 0; again < 2; again++) {
            sampler.sample(null, new Scattered(track.key(), replicas), new Recorder() {
                @Override
                public void record(Scalar x, int r, double value) {
                    record(x, 0, r, value);
                }

                @Override
                public void record(Scalar x, int rung, int r, double value) {
                    Double before = values.put(x.name() + " of " + replicas[r], value);
                    assertThat(before).as("buffers leave no trace").isIn(null, value);
                }
            });
        }
        return values;
    }

    @TestFactory
    Stream<DynamicTest> unmarkedParametersLeaveTheDisorder() {
        return each("quench", ModelContractTest::quench);
    }

    private static <P extends Record, Q> void quench(Definition<P, Q> definition) {
        if (!definition.quenched()) {
            return;
        }
        for (Leaf leaf : definition.schema().leaves()) {
            boolean usual = !leaf.param().usual().isEmpty() && leaf.kind().numeric();
            if (leaf.param().quench() == Quench.NO && leaf.variant().isEmpty() && usual) {
                String point = definition.model().testPoints().get(0);
                P before = Sweeps.track(definition, 1, point).rungs().get(0);
                P moved = Sweeps.track(
                                definition,
                                1,
                                point + " " + leaf.name() + "="
                                        + Value.text(leaf.param().max()))
                        .rungs()
                        .get(0);
                assertThat(definition.model().quench(moved, Data.NONE, RandomStream.of(StreamKey.of("q"), 0, 0, 0)))
                        .usingRecursiveComparison()
                        .isEqualTo(definition
                                .model()
                                .quench(before, Data.NONE, RandomStream.of(StreamKey.of("q"), 0, 0, 0)));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyReferenceHolds() {
        return eachPoint("references hold", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                Effort effort = effort(definition, track);
                List<Row> rows = Sweeps.rows(definition, track, effort);
                Measured measured = Sweeps.measured(definition, track, 0, rows, effort);
                assertThat(measured.status()).as(name).isEqualTo(Status.OK);
                judged(definition, track.served().get(0).point().parameters(), measured, name);
            }
        });
    }

    /** A stationary average gets one batch of long chains, everything else many replicas. */
    private static <P extends Record, Q> Effort effort(Definition<P, Q> definition, Track<P> track) {
        P point = track.served().get(0).point().parameters();
        BatchShape shape = BatchShape.of(definition, track);
        long budget = OPERATIONS
                / definition.model().operations(point)
                / definition.model().granule(point);
        int fewest = definition.quenched() ? FEWEST_QUENCHED : 2;
        if (shape.chain() && track.stationary()) {
            int disorder = Math.max(fewest, shape.disorder());
            return new Effort(disorder, 1, Math.max(FEWEST_PASSES, Math.min(ENOUGH, budget / disorder)));
        }
        long each = shape.chain() ? shape.passesBefore(shape.legs(track.lastPass())) : 1;
        return Effort.of((int) Math.max(fewest, Math.min(ENOUGH, budget / each)));
    }

    private static <P extends Record> void judged(
            Definition<P, ?> definition, P point, Measured measured, String name) {
        Theory<P> theory = Theory.of(definition);
        Map<String, Judgement> judgements = theory.judge(point, measured);
        judgements.forEach((x, judgement) -> {
            if (!Double.isNaN(judgement.z())) {
                assertThat(Math.abs(judgement.z()))
                        .as("%s: %s %s", name, x, judgement)
                        .isLessThan(Seeds.ALARM);
            }
        });
        theory.references(point).forEach(reference -> {
            Measurement m = measured.measurements().get(reference.observable().name());
            double z = z(reference, point, m);
            assertThat(Math.abs(z)).as("%s: %s %s", name, reference.kind(), m).isLessThan(Seeds.ALARM);
        });
        assertThat(judgements.keySet())
                .as("something judges")
                .anyMatch(x -> !Double.isNaN(judgements.get(x).z()) || certain(judgements.get(x), measured, x));
    }

    /** Whether a mean without noise is what theory says, as close as rounding allows. */
    private static boolean certain(Judgement judgement, Measured measured, String x) {
        double noise = measured.measurements().get(x).estimate().stderr();
        return noise <= 1e-12 * Math.max(1, Math.abs(judgement.theory()))
                && judgement.kind().equals("exact");
    }

    private static <P extends Record> double z(Reference<P> reference, P point, Measurement m) {
        double allowance = reference.allowance(point);
        return Double.isNaN(allowance)
                ? 0
                : ZScore.of(m.estimate().mean(), m.estimate().stderr(), reference.at(point), allowance);
    }

    @TestFactory
    Stream<DynamicTest> goldenNumbersAreThoseOfTheory() {
        return each("golden numbers", ModelContractTest::golden);
    }

    private static <P extends Record> void golden(Definition<P, ?> definition) {
        for (Reference<P> reference : definition.model().references()) {
            if (reference instanceof Reference.Golden<P> g) {
                assertThat(definition.model().references().stream()
                                .filter(r -> r.observable().equals(g.observable()))
                                .filter(r ->
                                        r.kind().equals("exact") || r.kind().equals("step-corrected"))
                                .filter(r -> !Double.isNaN(r.at(g.point()))))
                        .as("%s at %s", g.observable().name(), g.point())
                        .isNotEmpty()
                        .allSatisfy(r -> assertThat(Math.abs(r.at(g.point()) - g.value()))
                                .as("%s: %s against golden %s", g.observable().name(), r.at(g.point()), g.value())
                                .isLessThanOrEqualTo(g.tolerance()));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> operationsGrowWithSizes() {
        return eachPoint("operations", new AtPoint() {
            @Override
            public <P extends Record, Q> void check(Definition<P, Q> definition, Track<P> track, String name) {
                P point = track.rungs().get(0);
                long here = definition.model().operations(point);
                assertThat(here).isPositive();
                for (Leaf leaf : definition.schema().leaves(definition.schema().values(point))) {
                    if (leaf.kind().whole()) {
                        var values = definition.schema().values(point);
                        double size = 8 * values.get(leaf.name()).number();
                        if (size <= leaf.param().max()) {
                            values.put(leaf.name(), Spelling.number(size));
                            long there = definition
                                    .model()
                                    .operations(definition.schema().bind(values));
                            assertThat((double) there / here).as(leaf.name()).isBetween(0.1, AT_MOST_CUBIC);
                        }
                    }
                }
            }
        });
    }
}
