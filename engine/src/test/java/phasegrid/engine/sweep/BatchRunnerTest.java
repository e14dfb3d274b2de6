package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Cell;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.SharedNoise;
import phasegrid.engine.testing.Sweeps;

class BatchRunnerTest {
    private static final Definition<GaussianField.Point, double[]> FIELD = Definition.of(new GaussianField());
    private static final Definition<SharedNoise.Point, Void> NOISE = Definition.of(new SharedNoise());
    private static final Definition<Everything.Point, Void> EVERYTHING = Definition.of(new Everything());

    private static Map<Address, String> payloads(List<Row> rows) {
        Map<Address, String> bits = new TreeMap<>();
        rows.forEach(row -> bits.put(row.address(), Arrays.toString(row.payload())));
        return bits;
    }

    private static List<Cell> cells(Definition<?, ?> definition, Row row, int scalar) {
        return new PayloadLayout(definition.scalars().size()).cells(row.payload(), scalar);
    }

    @Test
    void aPayloadIsWhatTheStreamsOfItsAddressMake() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 5, "beta=4 n=1 d=1");
        Row row = Sweeps.rows(FIELD, track, new Effort(128, 3, 0)).get(5);
        assertThat(row.address()).isEqualTo(new Address(1, 2, 0));
        StreamKey disorder = StreamKey.of(track.disorderKey(), "disorder");
        StreamKey thermal = StreamKey.of(track.key(), "thermal");
        List<Cell> cells = cells(FIELD, row, 0);
        assertThat(cells).hasSize(64);
        for (int i = 0; i < 64; i++) {
            double h = RandomStream.of(disorder, 64 + i, 0, 0).gaussian();
            double x = h + 0.5 * RandomStream.of(thermal, 64 + i, 2, 0).gaussian();
            assertThat(cells.get(i)).isEqualTo(Cell.of(x));
        }
    }

    @Test
    void aBatchDependsOnItsAddressAloneInWhateverOrder() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "beta=2");
        Effort effort = new Effort(256, 4, 0);
        Map<Address, String> inOrder = payloads(Sweeps.rows(FIELD, track, effort));
        List<Address> shuffled = new ArrayList<>(inOrder.keySet());
        Collections.shuffle(shuffled, new Random(1));
        BatchRunner<GaussianField.Point, double[]> other = BatchRunner.of(FIELD, track, new QuenchCache());
        Map<Address, String> found = new TreeMap<>();
        shuffled.forEach(a -> found.putAll(payloads(other.run(a, new byte[0]).rows())));
        assertThat(found).isEqualTo(inOrder);
        assertThat(inOrder.values().stream().distinct())
                .as("no two batches are equal")
                .hasSize(16);
    }

    @Test
    void askingForMoreOfEitherIndexLeavesEarlierBatches() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "");
        Map<Address, String> small = payloads(Sweeps.rows(FIELD, track, new Effort(64, 2, 0)));
        Map<Address, String> large = payloads(Sweeps.rows(FIELD, track, new Effort(200, 5, 0)));
        assertThat(large).hasSize(20).containsAllEntriesOf(small);
    }

    @Test
    void thermalReplicasOfOneDisorderSampleSeeTheSameSample() {
        Track<GaussianField.Point> track = Sweeps.track(FIELD, 1, "");
        List<Row> rows = Sweeps.rows(FIELD, track, new Effort(64, 2, 0));
        assertThat(FIELD.scalars().get(5).name()).isEqualTo("sum");
        assertThat(cells(FIELD, rows.get(0), 5)).isEqualTo(cells(FIELD, rows.get(1), 5));
        assertThat(cells(FIELD, rows.get(0), 0)).isNotEqualTo(cells(FIELD, rows.get(1), 0));
    }

    @Test
    void sharedDisorderIsFollowedAlongAnAxisWithFreshThermalNoise() {
        List<Track<GaussianField.Point>> shared =
                Sweeps.grid(FIELD, 1, "beta=0.5,2 share=beta").tracks().toList();
        List<Track<GaussianField.Point>> fresh =
                Sweeps.grid(FIELD, 1, "beta=0.5,2").tracks().toList();
        QuenchCache cache = new QuenchCache();
        Address first = new Address(0, 0, 0);
        List<Row> both = shared.stream()
                .map(t -> BatchRunner.of(FIELD, t, cache)
                        .run(first, new byte[0])
                        .rows()
                        .get(0))
                .toList();
        List<Row> apart = fresh.stream()
                .map(t -> BatchRunner.of(FIELD, t, cache)
                        .run(first, new byte[0])
                        .rows()
                        .get(0))
                .toList();
        assertThat(cells(FIELD, both.get(0), 5)).isEqualTo(cells(FIELD, both.get(1), 5));
        assertThat(cells(FIELD, apart.get(0), 5)).isNotEqualTo(cells(FIELD, apart.get(1), 5));
        double[] noise = new double[2];
        for (int k = 0; k < 2; k++) {
            double x = cells(FIELD, both.get(k), 0).get(0).mean();
            double h = RandomStream.of(StreamKey.of(shared.get(k).disorderKey(), "disorder"), 0, 0, 0)
                    .gaussian();
            noise[k] = (x - h) * Math.sqrt(k == 0 ? 0.5 : 2);
        }
        assertThat(noise[0]).isNotEqualTo(noise[1]);
    }

    @Test
    void unmarkedParametersLeaveTheSampleAndNestedOnesExtendIt() {
        RandomStream stream = RandomStream.of(StreamKey.of("a"), 0, 0, 0);
        GaussianField model = new GaussianField();
        double[] sample = model.quench(new GaussianField.Point(1, 2, 3, 1), stream);
        stream.restart(0, 0, 0);
        assertThat(model.quench(new GaussianField.Point(7, 2, 3, 99), stream)).containsExactly(sample);
        stream.restart(0, 0, 0);
        assertThat(model.quench(new GaussianField.Point(1, 5, 3, 1), stream))
                .startsWith(sample)
                .hasSize(15);
    }

    @Test
    void theCacheTellsMarkedParametersApartAndDrawsEachSampleOnce() {
        QuenchCache cache = new QuenchCache();
        List<Track<GaussianField.Point>> tracks =
                Sweeps.grid(FIELD, 1, "beta=0.5,2 n=2,3 share=beta,n").tracks().toList();
        assertThat(tracks.stream().map(Track::disorderKey).distinct()).hasSize(1);
        List<double[]> samples = tracks.stream()
                .map(t -> BatchRunner.of(FIELD, t, cache).quench(3))
                .toList();
        assertThat(samples.get(0)).isSameAs(samples.get(2)).hasSize(6);
        assertThat(samples.get(1)).isSameAs(samples.get(3)).hasSize(9).startsWith(samples.get(0));
        assertThat(BatchRunner.of(FIELD, tracks.get(0), cache).quench(4)).isNotEqualTo(samples.get(0));
    }

    @ParameterizedTest
    @CsvSource({"1024, 64, 256, 16, 1024", "131072, 64, 2, 2, 64", "1048576, 1, 16, 16, 1", "8192, 1, 2048, 16, 128"})
    void independentReplicasLieInAtMostSixteenEqualCells(long work, int granule, int disorder, int cells, int size) {
        Track<SharedNoise.Point> track = Sweeps.track(NOISE, 1, "work=" + work + " granule=" + granule);
        Row row = Sweeps.rows(NOISE, track, Effort.of(1)).get(0);
        assertThat(BatchShape.of(NOISE, track).disorder()).isEqualTo(disorder);
        assertThat(cells(NOISE, row, 0)).hasSize(cells).allMatch(cell -> cell.count() == size);
    }

    @Test
    void replicasOfOneGranuleShareItsStreamAndNoOther() {
        Track<SharedNoise.Point> track = Sweeps.track(NOISE, 1, "work=131072");
        List<Cell> cells = cells(NOISE, Sweeps.rows(NOISE, track, Effort.of(1)).get(0), 0);
        StreamKey shared = StreamKey.of(track.key(), "granule");
        StreamKey thermal = StreamKey.of(track.key(), "thermal");
        for (int i = 0; i < 2; i++) {
            double c = RandomStream.of(shared, i, 0, 0).gaussian();
            double[] x = new double[64];
            for (int r = 0; r < 64; r++) {
                x[r] = c + RandomStream.of(thermal, i, r, 0).gaussian();
            }
            assertThat(cells.get(i)).isEqualTo(Cell.of(x));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "twice; Cannot record x of replica 1 twice",
                "forgets; replica 1 has not recorded x",
                "unknown; Cannot record stranger: the model does not list it"
            })
    void wrongRecordsAreRefused(String fault, String message) {
        Track<Everything.Point> track = Sweeps.track(EVERYTHING, 1, "d=4 fault=" + fault);
        BatchRunner<Everything.Point, Void> runner = BatchRunner.of(EVERYTHING, track, new QuenchCache());
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> runner.run(new Address(0, 0, 0), new byte[0]))
                    .as("a failed batch leaves nothing behind")
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void notANumberIsCountedAndNeverAveraged() {
        Track<Everything.Point> track = Sweeps.track(EVERYTHING, 1, "d=4 fault=not-a-number");
        Track<Everything.Point> sound = Sweeps.track(EVERYTHING, 1, "d=4");
        List<Cell> cells =
                cells(EVERYTHING, Sweeps.rows(EVERYTHING, track, Effort.of(1)).get(0), 0);
        assertThat(cells).hasSize(16);
        assertThat(cells.get(1)).isEqualTo(new Cell(0, 1, Double.NaN, 0));
        assertThat(cells.stream().mapToLong(Cell::failed).sum()).isEqualTo(1);
        assertThat(Sweeps.rows(EVERYTHING, sound, Effort.of(1)).get(0).payload())
                .doesNotContain(Double.NaN);
    }

    @Test
    void payloadsAreCellsOneAfterAnother() {
        PayloadLayout layout = new PayloadLayout(2);
        List<Cell[]> cells =
                List.of(new Cell[] {Cell.of(1, 2), Cell.of(Double.NaN)}, new Cell[] {Cell.of(4, 5, 9), Cell.EMPTY});
        double[] payload = layout.encode(cells);
        assertThat(payload).hasSize(16).startsWith(2, 0, 1.5, 0.5, 0, 1, Double.NaN, 0);
        assertThat(layout.cells(payload)).isEqualTo(2);
        assertThat(layout.cells(payload, 0)).containsExactly(Cell.of(1, 2), Cell.of(4, 5, 9));
        assertThat(layout.cell(payload, 1, 1)).isEqualTo(Cell.EMPTY);
    }

    @Test
    void aBlockOfManyGranulesHasNoStreamOfOneAndKeepsItsWordsToItself() {
        StreamBlock block = new StreamBlock("key", 2, 4);
        assertThatThrownBy(block::granule).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> block.random(0, "thermal")).hasMessageContaining("use another");
        block.place(7, 3, 11);
        assertThat(block.random(5)).isSameAs(block.random(5));
        assertThat(block.random(5).word())
                .isEqualTo(RandomStream.of(StreamKey.of("key", "thermal"), 8, 13, 11)
                        .word());
        double label = block.random(5, "label").uniform();
        block.place(7, 3, 11);
        assertThat(block.random(5, "label").uniform())
                .as("placed anew, not moved by others")
                .isEqualTo(label);
    }
}
