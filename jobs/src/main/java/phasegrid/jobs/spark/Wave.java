package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Packs sent out together, as one Spark job of one task a pack. */
final class Wave {
    /** The job group of every wave, by which all are cancelled at once. */
    static final String GROUP = "phasegrid";

    private final JavaSparkContext spark;
    private final List<Pack> packs;
    private final SharedData data;

    Wave(JavaSparkContext spark, List<Pack> packs, SharedData data) {
        this.spark = spark;
        this.packs = packs;
        this.data = data;
    }

    /** Runs the wave; outcomes are put into {@code results} as tasks end. Returns when all have. */
    void run(BlockingQueue<Outcome> results) {
        spark.setJobGroup(GROUP, packs.size() + " packs", false);
        RDD<Pack> rdd = spark.parallelize(packs, packs.size()).rdd();
        List<Object> partitions =
                IntStream.range(0, packs.size()).mapToObj(i -> (Object) i).toList();
        ClassTag<ArrayList<Outcome>> tag = ClassTag$.MODULE$.apply(ArrayList.class);
        spark.sc()
                .runJob(
                        rdd,
                        new PackTask(data),
                        CollectionConverters.asScala(partitions).toSeq(),
                        new Enqueue(results),
                        tag);
    }

    /** Hands results over; it runs on the scheduler's thread and must not wait. */
    private static final class Enqueue extends AbstractFunction2<Object, ArrayList<Outcome>, BoxedUnit> {
        private final BlockingQueue<Outcome> results;

        Enqueue(BlockingQueue<Outcome> results) {
            this.results = results;
        }

        @Override
        public BoxedUnit apply(Object partition, ArrayList<Outcome> outcomes) {
            results.addAll(outcomes);
            return BoxedUnit.UNIT;
        }
    }
}
