package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Track;

/** Packs are no longer than asked for, hold no more than a task may bring home, and begin with the longest. */
class PackingTest {
    @Test
    void batchesOfNextToNoWorkAreManyPacks() {
        List<Batch> batches = batches(2 * Packing.MOST_BATCHES + 1, 1e-9);
        List<List<Batch>> packs = Packing.of(batches, 1e9);
        assertThat(packs).extracting(List::size).containsExactly(Packing.MOST_BATCHES, Packing.MOST_BATCHES, 1);
        assertThat(packs.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(batches);
    }

    @Test
    void dearBatchesAreAlone() {
        assertThat(Packing.of(batches(3, 10), 5)).extracting(List::size).containsExactly(1, 1, 1);
    }

    @Test
    void theLongestBegins() {
        List<Batch> batches = List.of(batch(0, 1), batch(1, 7), batch(2, 9));
        assertThat(Packing.of(batches, 8)).extracting(Packing::work).containsExactly(9.0, 8.0);
    }

    private static List<Batch> batches(int count, double work) {
        return IntStream.range(0, count).mapToObj(i -> batch(i, work)).toList();
    }

    private static Batch batch(int disorder, double work) {
        return new Batch(new Track<>("track", "disorder", List.of(), List.of()), new Address(disorder, 0, 0), work);
    }
}
