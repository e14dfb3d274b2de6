package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.model.memory.PseudoInverse;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.SharedNoise;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

class BatchShapeTest {
    private static final Definition<SharedNoise.Point, Void> NOISE = Definition.of(new SharedNoise());
    private static final Definition<GaussianField.Point, double[]> FIELD = Definition.of(new GaussianField());
    private static final Definition<TwoStates.Point, Void> STATES = Definition.of(new TwoStates());

    private static <P extends Record> BatchShape shape(Definition<P, ?> definition, String words) {
        return BatchShape.of(definition, Sweeps.track(definition, 1, words));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4096", "4096, 1, 4096", "4097, 1, 2048", "8192, 1, 2048", "8193, 1, 1024", "16777216, 1, 1",
        "1000000000000, 1, 1", "1, 64, 4096", "64, 64, 4096", "65, 64, 2048", "4096, 64, 64", "300000, 64, 1"
    })
    void independentReplicas(long work, int granule, int disorder) {
        BatchShape shape = shape(NOISE, "work=" + work + " granule=" + granule);
        assertThat(shape).isEqualTo(new BatchShape(disorder, granule, 0));
        assertThat(shape.chain()).isFalse();
        assertThat(shape.replicas()).isEqualTo(disorder * granule);
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "262144, 64", "262145, 32", "16777216, 1", "99999999999, 1"})
    void quenchedReplicas(long work, int disorder) {
        assertThat(shape(FIELD, "work=" + work)).isEqualTo(new BatchShape(disorder, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 64, 262144",
        "1, 64, 1, 262144",
        "1, 2, 32, 262144",
        "32768, 1, 64, 8",
        "262144, 1, 64, 1",
        "262145, 1, 32, 1",
        "99999999999, 1, 1, 1",
        "1024, 64, 1, 256"
    })
    void chains(long work, int granule, int disorder, long firstLeg) {
        assertThat(shape(STATES, "work=" + work + " granule=" + granule))
                .isEqualTo(new BatchShape(disorder, granule, firstLeg));
    }

    /** A projection is drawn in d²(10 + n/2) operations, a pass made in 2(1500 + d(30 + d/16)). */
    @ParameterizedTest
    @CsvSource({"24, 2, 64, 32", "200, 50, 8, 64", "400, 360, 1, 256", "1600, 800, 1, 512"})
    void whatIsDearToDrawIsDrawnForFewBatchesAndFewLegs(int d, int n, int disorder, long firstLeg) {
        assertThat(shape(Definition.of(new PseudoInverse()), "beta=1 d=" + d + " n=" + n))
                .isEqualTo(new BatchShape(disorder, 1, firstLeg));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 1024})
    void legsDoubleSixTimesAndThenGoOn(long first) {
        BatchShape shape = new BatchShape(1, 1, first);
        long before = 0;
        for (long leg = 0; leg < 20; leg++) {
            assertThat(shape.passesBefore(leg)).isEqualTo(before);
            assertThat(shape.passes(leg)).isEqualTo(first * (1L << Math.min(leg, 6)));
            assertThat(shape.legs(before)).isEqualTo(Math.max(1, leg));
            assertThat(shape.legs(before + 1)).isEqualTo(leg + 1);
            before += shape.passes(leg);
        }
        assertThat(shape.legs(1_000_000_000_000_000L)).isGreaterThan(1_000_000_000L);
    }

    @Test
    void aReadOutLiesInOneLegAndTheStationaryAverageInAll() {
        BatchShape shape = shape(STATES, "");
        Track<TwoStates.Point> track = Sweeps.track(STATES, 1, "t=1,8,9,24,25,inf");
        assertThat(track.served().stream().map(s -> LongStream.range(0, 5)
                        .filter(leg -> shape.reads(s, leg))
                        .boxed()
                        .toList()))
                .containsExactly(
                        List.of(0L), List.of(0L), List.of(1L), List.of(1L), List.of(2L), List.of(0L, 1L, 2L, 3L, 4L));
    }

    @Test
    void moreEffortWantsAllThatLessWantsAndMore() {
        BatchShape shape = shape(STATES, "");
        List<Track<TwoStates.Point>> tracks = List.of(
                Sweeps.track(STATES, 1, "t=3"),
                Sweeps.track(STATES, 1, "t=3,inf"),
                Sweeps.track(STATES, 1, "t=3,50,inf"));
        Wanted last = new Wanted(0, 0, 0);
        for (Track<TwoStates.Point> track : tracks) {
            for (int more = 0; more < 4; more++) {
                Effort effort = new Effort(60 + 10 * more, 1 + more, 20L * more);
                Wanted wanted = Wanted.of(shape, track, effort);
                Wanted less = Wanted.of(shape, track, new Effort(effort.disorder(), 1, effort.passes() / 2));
                assertThat(less.addresses()).allMatch(wanted::contains);
                assertThat(wanted.addresses()).hasSize((int) wanted.count()).isSorted();
                assertThat(wanted.disorder() * shape.disorder()).isGreaterThanOrEqualTo(effort.disorder());
                last = wanted;
            }
        }
        assertThat(last).isEqualTo(new Wanted(2, 4, 4));
        assertThat(new HashSet<>(last.addresses().toList())).hasSize(32);
        assertThat(last.contains(new Address(2, 0, 0))).isFalse();
        assertThat(last.contains(new Address(0, 4, 0))).isFalse();
        assertThat(last.contains(new Address(0, 0, 4))).isFalse();
        assertThat(Wanted.of(shape(NOISE, "work=1"), Sweeps.track(NOISE, 1, ""), new Effort(Integer.MAX_VALUE, 1, 0))
                        .disorder())
                .isEqualTo(1 << 19);
    }
}
