package phasegrid.jobs.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Opens Spark with the settings that our results need. */
final class Cluster {
    /** The setting under which executors find where to log finished batches, for those who count work done. */
    static final String WORK_LOG = "spark.phasegrid.workLog";

    private Cluster() {}

    static JavaSparkContext open(String master, String name) {
        return new JavaSparkContext(conf(master, name));
    }

    /**
     * Settings that a site or a submit script has made stay, but for those that correctness needs: Kryo with our
     * registrations alone, and no limit on the sum of results, which is cumulative over a job.
     */
    static SparkConf conf(String master, String name) {
        SparkConf conf = new SparkConf().setAppName(name);
        conf.setIfMissing("spark.master", master)
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.task.maxFailures", "8")
                .setIfMissing("spark.executor.heartbeatInterval", "2s")
                .setIfMissing("spark.kryoserializer.buffer.max", "1g")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrator", Registrator.class.getName())
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.driver.maxResultSize", "0");
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1").setIfMissing("spark.driver.host", "127.0.0.1");
        }
        String workLog = System.getProperty("phasegrid.workLog", "");
        return workLog.isEmpty() ? conf : conf.set(WORK_LOG, workLog);
    }
}
