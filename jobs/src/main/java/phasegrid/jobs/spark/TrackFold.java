package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.PointFold;

/**
 * Folds tracks whose rows have been brought together, each address counted once whatever duplicates there are. Of
 * duplicates that differ, which only a broken computation gives, the same one counts in whatever order they come.
 */
final class TrackFold {
    private final Map<String, TreeMap<Address, Shipped>> rows = new HashMap<>();
    private final Set<String> inconsistent = new HashSet<>();
    private final Effort effort;
    private final List<String> fitted;

    TrackFold(Effort effort, List<String> fitted) {
        this.effort = effort;
        this.fitted = fitted;
    }

    /** Adds a row, in any order and from any thread, before anything is folded. */
    synchronized void add(Shipped shipped) {
        rows.computeIfAbsent(shipped.row().key(), k -> new TreeMap<>())
                .merge(shipped.row().address(), shipped, this::first);
    }

    private Shipped first(Shipped a, Shipped b) {
        int order = Arrays.compare(a.row().payload(), b.row().payload());
        if (order != 0) {
            inconsistent.add(a.row().key());
        }
        return order <= 0 ? a : b;
    }

    List<FoldedPoint> fold(Parcel parcel) {
        return fold(KnownModels.of(parcel.model()), parcel);
    }

    private <P extends Record, Q> List<FoldedPoint> fold(Definition<P, Q> definition, Parcel parcel) {
        return fold(definition, parcel.unpack(definition));
    }

    <P extends Record> List<FoldedPoint> fold(Definition<P, ?> definition, Track<P> track) {
        PointFold<P> fold = PointFold.of(definition, track);
        List<FoldedPoint> folded = new ArrayList<>();
        for (Track.Served<P> served : track.served()) {
            TreeMap<Address, Shipped> mine = rows.getOrDefault(served.point().key(), new TreeMap<>());
            List<Row> own = mine.values().stream().map(Shipped::row).toList();
            double seconds =
                    mine.values().stream().mapToDouble(Shipped::cpuSeconds).sum();
            boolean broken = inconsistent.contains(served.point().key());
            folded.add(FoldedPoint.of(fold.row(served, own, seconds, effort), broken, leftOut(fold, served, own)));
        }
        return folded;
    }

    private <P extends Record> Map<String, double[]> leftOut(PointFold<P> fold, Track.Served<P> served, List<Row> own) {
        Map<String, double[]> leftOut = new LinkedHashMap<>();
        fitted.forEach(x -> leftOut.put(x, fold.leftOut(served, own, effort, x)));
        return leftOut;
    }
}
