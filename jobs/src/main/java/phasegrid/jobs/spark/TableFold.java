package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.deploy.SparkHadoopUtil;
import phasegrid.engine.sweep.Effort;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.Output;
import scala.Tuple2;

/**
 * Folds the table on the cluster: tracks are dealt out to partitions, each ledger row is sent to its track's, and there
 * every point is folded by itself. No order of rows or partitions can show in the result.
 */
final class TableFold {
    private static final int TRACKS_A_PARTITION = 8;

    private final JavaSparkContext spark;
    private final String output;
    private final Effort effort;
    private final List<String> fitted;

    TableFold(JavaSparkContext spark, Output output, Effort effort, List<String> fitted) {
        this.spark = spark;
        this.output = output.toString();
        this.effort = effort;
        this.fitted = new ArrayList<>(fitted);
    }

    /** The folded points of the tracks, by key. */
    Map<String, FoldedPoint> fold(List<Parcel> tracks, Inventory inventory) {
        int most = 16 * spark.defaultParallelism();
        int partitions = Math.max(1, Math.min(most, tracks.size() / TRACKS_A_PARTITION + spark.defaultParallelism()));
        JavaPairRDD<Integer, Parcel> dealt = dealt(tracks, partitions);
        JavaPairRDD<Integer, Shipped> rows = rows(tracks, inventory, partitions);
        TracksTask task = new TracksTask(new int[] {effort.disorder(), effort.thermal()}, effort.passes(), fitted);
        Map<String, FoldedPoint> folded = new HashMap<>();
        dealt.values().zipPartitions(rows.values(), task).collect().forEach(point -> folded.put(point.key(), point));
        return folded;
    }

    private JavaPairRDD<Integer, Parcel> dealt(List<Parcel> tracks, int partitions) {
        List<Tuple2<Integer, Parcel>> pairs = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            pairs.add(new Tuple2<>(i % partitions, tracks.get(i)));
        }
        return spark.parallelizePairs(pairs, partitions).partitionBy(new HashPartitioner(partitions));
    }

    private JavaPairRDD<Integer, Shipped> rows(List<Parcel> tracks, Inventory inventory, int partitions) {
        HashMap<String, Integer> partitionOf = new HashMap<>();
        for (int i = 0; i < tracks.size(); i++) {
            int partition = i % partitions;
            tracks.get(i).reads().forEach(read -> partitionOf.put(read.key(), partition));
        }
        List<String> segments = inventory.segments();
        Broadcast<HashMap<String, Integer>> known = spark.broadcast(partitionOf);
        int slices = Math.max(1, Math.min(segments.size(), 16 * spark.defaultParallelism()));
        JavaRDD<String> files = spark.parallelize(new ArrayList<>(segments), slices);
        String where = output;
        return files.flatMapToPair(segment -> read(where, segment, known.value()))
                .partitionBy(new HashPartitioner(partitions));
    }

    private static Iterator<Tuple2<Integer, Shipped>> read(
            String output, String segment, Map<String, Integer> partitionOf) {
        List<Tuple2<Integer, Shipped>> rows = new ArrayList<>();
        Ledger.at(Output.at(output).with(settings()))
                .forEach(
                        segment,
                        partitionOf::containsKey,
                        row -> rows.add(new Tuple2<>(
                                partitionOf.get(row.row().key()),
                                new Shipped(row.row(), row.circumstances().cpuSeconds()))));
        return rows.iterator();
    }

    /** Hadoop's settings as the driver has them, those given to Spark included. */
    private static Configuration settings() {
        return SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    }
}
