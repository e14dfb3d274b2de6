package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import phasegrid.engine.sweep.Effort;

/** Folds the tracks of one partition with the rows that were sent to it. */
final class TracksTask implements FlatMapFunction2<Iterator<Parcel>, Iterator<Shipped>, FoldedPoint> {
    private static final long serialVersionUID = 1L;

    private final int[] replicas;
    private final long passes;
    private final ArrayList<String> fitted;

    TracksTask(int[] replicas, long passes, List<String> fitted) {
        this.replicas = replicas;
        this.passes = passes;
        this.fitted = new ArrayList<>(fitted);
    }

    @Override
    public Iterator<FoldedPoint> call(Iterator<Parcel> tracks, Iterator<Shipped> rows) {
        TrackFold fold = new TrackFold(new Effort(replicas[0], replicas[1], passes), fitted);
        rows.forEachRemaining(fold::add);
        List<FoldedPoint> folded = new ArrayList<>();
        tracks.forEachRemaining(parcel -> folded.addAll(fold.fold(parcel)));
        return folded.iterator();
    }
}
