package phasegrid.jobs.spark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        if (!master.matches("local(\\[.*)?")) {
            conf.setIfMissing("spark.jars", String.join(",", jars(System.getProperty("phasegrid.home", ""))));
        }
        String workLog = System.getProperty("phasegrid.workLog", "");
        return workLog.isEmpty() ? conf : conf.set(WORK_LOG, workLog);
    }

    /** Our own jars in a runnable directory: what executors in other processes fetch from the driver. */
    private static List<String> jars(String home) {
        String[] names =
                home.isEmpty() ? null : Path.of(home, "app").toFile().list((folder, name) -> name.endsWith(".jar"));
        return names == null
                ? List.of()
                : Arrays.stream(names)
                        .sorted()
                        .map(name -> Path.of(home, "app", name).toUri().toString())
                        .toList();
    }
}
