package phasegrid.jobs.spark;

import java.io.Serializable;
import java.util.ArrayList;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * What a Spark task does with its partition: it runs one pack. A pack of which three attempts have ended, most likely
 * with their executors, is given back without outcomes, so that it is split; one batch alone is tried until Spark gives
 * its task up, which doesn't count executors that were taken away.
 */
final class PackTask extends AbstractFunction2<TaskContext, Iterator<Pack>, ArrayList<Outcome>>
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 3;

    private final SharedData data;

    /** A task whose batches find their data files in {@code data}. */
    PackTask(SharedData data) {
        this.data = data;
    }

    @Override
    public ArrayList<Outcome> apply(TaskContext context, Iterator<Pack> packs) {
        String workLog = SparkEnv.get().conf().get(Cluster.WORK_LOG, "");
        PackRunner runner = new PackRunner(workLog, data, context::killTaskIfInterrupted);
        ArrayList<Outcome> outcomes = new ArrayList<>();
        while (packs.hasNext()) {
            Pack pack = packs.next();
            if (pack.alone() || context.attemptNumber() < ATTEMPTS) {
                outcomes.addAll(runner.run(pack));
            }
        }
        return outcomes;
    }
}
