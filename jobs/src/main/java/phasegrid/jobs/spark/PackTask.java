package phasegrid.jobs.spark;

import java.io.Serializable;
import java.util.ArrayList;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What a Spark task does with its partition: it runs one pack. */
final class PackTask extends AbstractFunction2<TaskContext, Iterator<Pack>, ArrayList<Outcome>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<Outcome> apply(TaskContext context, Iterator<Pack> packs) {
        String workLog = SparkEnv.get().conf().get(Cluster.WORK_LOG, "");
        PackRunner runner = new PackRunner(workLog, context::killTaskIfInterrupted);
        ArrayList<Outcome> outcomes = new ArrayList<>();
        while (packs.hasNext()) {
            outcomes.addAll(runner.run(packs.next()));
        }
        return outcomes;
    }
}
