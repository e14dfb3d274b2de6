package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.model.Models;
import phasegrid.engine.model.diffusion.EmpiricalScore;
import phasegrid.engine.model.diffusion.TwoGaussians;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

class TracingTest {
    private static final Set<String> AT_ONCE = Set.of("schedules", "exponential-hopfield", "random-energy");

    private static final Effort EFFORT = Effort.of(1);

    private static boolean drawnAtOnce(Definition<?, ?> definition, String point) {
        return AT_ONCE.contains(definition.model().card().id()) || point.contains("route=oracle");
    }

    private static List<String> ends(List<String> points) {
        return List.of(points.get(0), points.get(points.size() - 1));
    }

    /** The last thermal replica on the last disorder sample of a batch: what a recording still holds when the batch is done. */
    private static <P extends Record, Q> Map<String, Double> inABatch(Definition<P, Q> definition, Track<P> track) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, new QuenchCache());
        byte[] state = new byte[0];
        for (long leg = 0; leg < Wanted.of(runner.shape(), track, EFFORT).legs(); leg++) {
            state = runner.run(new Address(0, 0, leg), state).state();
        }
        int rung = track.served().get(0).rung();
        Map<String, Double> recorded = new HashMap<>();
        for (int s = 0; s < definition.scalars().size(); s++) {
            double[] values = runner.recording().values(rung, s);
            recorded.put(definition.scalars().get(s).name(), values[values.length - 1]);
        }
        return recorded;
    }

    private static <P extends Record, Q> Trace trace(Definition<P, Q> definition, Track<P> track) {
        BatchShape shape = BatchShape.of(definition, track);
        return Tracing.of(definition, track, new QuenchCache(), shape.disorder() - 1, shape.granule() - 1, EFFORT);
    }

    private static <P extends Record, Q> void recordsWhatASweepRecords(
            Definition<P, Q> definition, String point, String name) {
        Track<P> track = Sweeps.track(definition, Seeds.of(name), point);
        Trace trace = trace(definition, track);
        assertThat(trace.recorded()).isEqualTo(inABatch(definition, track));
        for (Trace.Path path : trace.paths()) {
            assertThat(path.values().length).isEqualTo(path.at().length);
            assertThat(List.of(path.values()))
                    .allSatisfy(row -> assertThat(row).hasSize(trace.columns().size()));
            assertThat(Arrays.stream(path.at()).distinct().count()).isEqualTo(path.at().length);
        }
        if (trace.clock().equals("pass")) {
            Trace.Path path = trace.paths().get(0);
            double[] last = path.values()[path.values().length - 1];
            assertThat(Arrays.copyOfRange(last, 1, trace.told()))
                    .containsExactly(trace.columns().subList(1, trace.told()).stream()
                            .mapToDouble(trace.recorded()::get)
                            .toArray());
            assertThat(trace.columns().get(trace.told())).isEqualTo("s_1");
            assertThat(Arrays.stream(last).skip(trace.told())).as("spins").isSubsetOf(1.0, -1.0);
        }
    }

    /** The mean of s_i ξ_i over the sites is the overlap that is recorded, at every pass; without a pattern the magnetisation. */
    @ParameterizedTest
    @CsvSource({
        "noisy-neurons, overlap, d=200 alpha=0.1 temperature=0.3 t=5",
        "pseudo-inverse, overlap, d=128 n=16 temperature=0.4 t=5",
        "noisy-examples, overlap, d=100 archetypes=3 n=3 quality=0.5 temperature=0.3 t=5",
        "dense-hebbian, overlap, d=100 n=20 temperature=0.3 t=5",
        "sherrington-kirkpatrick, magnetization, d=64 temperature=0.8 field=0.2 t=5 couplings=signs"
    })
    void aConfigurationIsSeenFromThePatternLookedFor(String model, String overlap, String point) {
        Trace trace = trace(
                Models.definitions().stream()
                        .filter(m -> m.model().card().id().equals(model))
                        .findFirst()
                        .orElseThrow(),
                point);
        int column = trace.columns().indexOf(overlap);
        assertThat(trace.paths().get(0).values())
                .hasDimensions(6, trace.columns().size());
        for (double[] row : trace.paths().get(0).values()) {
            double mean = Arrays.stream(row).skip(trace.told()).sum() / trace.sites();
            assertThat(mean).isCloseTo(row[column], within(1e-14)).isCloseTo(row[0], within(1e-14));
        }
    }

    @TestFactory
    Stream<DynamicTest> aTracedReplicaRecordsTheBitsThatItRecordsInASweep() {
        return Models.definitions().stream()
                .flatMap(definition -> ends(definition.model().testPoints()).stream()
                        .filter(point -> !drawnAtOnce(definition, point))
                        .map(point -> {
                            String name = definition.model().card().reference() + " " + point + " trace";
                            return dynamicTest(name, () -> recordsWhatASweepRecords(definition, point, name));
                        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsDrawnInOneGoHasNoWayToShow() {
        return Models.definitions().stream()
                .flatMap(definition -> ends(definition.model().testPoints()).stream()
                        .filter(point -> drawnAtOnce(definition, point))
                        .map(point -> dynamicTest(
                                definition.model().card().reference() + " " + point,
                                () -> assertThatThrownBy(() -> trace(definition, point))
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasMessageStartingWith("Cannot trace a replica of "
                                                + definition.model().card().reference()))));
    }

    private static <P extends Record, Q> Trace trace(Definition<P, Q> definition, String point) {
        return trace(definition, Sweeps.track(definition, 1, point));
    }

    /** With the sampler's end at the data the last state is what the radius is made of. */
    @Test
    void theLastStateIsTheOneThatIsMeasured() {
        Trace trace = trace(Definition.of(new TwoGaussians()), "d=8 t=1.5 route=direct sampler.steps=50");
        assertThat(trace.paths()).hasSize(2);
        assertThat(trace.columns()).startsWith("mean", "mean_square", "x_1").hasSize(10);
        double[][] way = trace.paths().get(0).values();
        assertThat(way[way.length - 1][1]).isCloseTo(trace.recorded().get("final_radius_sq"), within(1e-14));
        assertThat(trace.paths().get(0).at()[0]).isEqualTo(1.5);
        assertThat(trace.paths().get(1).values()[0]).as("clones branch at t").containsExactly(way[0]);
        assertThat(trace.paths().get(1).values()[way.length - 1]).isNotEqualTo(way[way.length - 1]);
    }

    @Test
    void everyRunFromNoiseIsAPath() {
        Trace trace = trace(
                Definition.of(new TwoGaussians()), "d=8 t=1.5 route=direct start=horizon horizon=4 sampler.steps=40");
        assertThat(trace.paths().stream().map(path -> path.at()[0])).containsExactly(4.0, 1.5, 1.5);
    }

    @Test
    void replicasOfAGranuleAreToldApart() {
        Definition<EmpiricalScore.Point, ?> definition = Definition.of(new EmpiricalScore());
        Track<EmpiricalScore.Point> track = Sweeps.track(definition, 1, "d=8 n=20 t=0.3 horizon=1 sampler.steps=10");
        Trace third = Tracing.of(definition, track, new QuenchCache(), 5, 3, EFFORT);
        Trace fourth = Tracing.of(definition, track, new QuenchCache(), 5, 4, EFFORT);
        assertThat(third.recorded()).isNotEqualTo(fourth.recorded());
        assertThat(third.paths().get(0).values()[0])
                .isNotEqualTo(fourth.paths().get(0).values()[0]);
    }

    @Test
    void aLongPathIsThinnedAndKeepsItsEnds() {
        Trace.Growing growing = new Trace.Growing();
        for (int i = 0; i <= 10_001; i++) {
            growing.add(i, -i);
        }
        double[] at = growing.path().at();
        assertThat(at).hasSizeBetween(2048, 4098).startsWith(0, 4, 8).endsWith(9996, 10_000, 10_001);
        assertThat(List.of(growing.path().values()))
                .allSatisfy(row -> assertThat(row).hasSize(1));
        assertThat(growing.path().values()[1][0]).isEqualTo(-4);
    }
}
