package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts batches into packs of about the same work: a track's batches together, the longest pack first, since tasks start
 * in that order.
 */
final class Packing {
    private Packing() {}

    /** Packs of at most {@code work} operations, or of one batch where that is more. */
    static List<List<Batch>> of(List<Batch> batches, double work) {
        Map<String, List<Batch>> tracks = new LinkedHashMap<>();
        batches.forEach(b ->
                tracks.computeIfAbsent(b.track().key(), t -> new ArrayList<>()).add(b));
        List<List<Batch>> packs = new ArrayList<>();
        List<Batch> open = new ArrayList<>();
        for (List<Batch> track : tracks.values()) {
            for (Batch batch : track) {
                if (!open.isEmpty() && work(open) + batch.work() > work) {
                    packs.add(open);
                    open = new ArrayList<>();
                }
                open.add(batch);
            }
        }
        if (!open.isEmpty()) {
            packs.add(open);
        }
        packs.sort(Comparator.comparingDouble(Packing::work).reversed());
        return packs;
    }

    /** The work of a pack. */
    static double work(List<Batch> pack) {
        return pack.stream().mapToDouble(Batch::work).sum();
    }
}
