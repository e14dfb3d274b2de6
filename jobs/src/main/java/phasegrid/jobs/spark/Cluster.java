package phasegrid.jobs.spark;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Opens Spark with the settings that our results need. */
final class Cluster {
    /** The setting under which executors find where to log each batch that they begin, for those who count work done. */
    static final String WORK_LOG = "spark.phasegrid.workLog";

    /** The heartbeats without an answer after which an executor ends itself. */
    private static final String GIVE_UP = "spark.executor.heartbeat.maxFailures";

    private static final String TEN_MINUTES = "300";

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
        if (conf.get("spark.master").matches("local(\\[.*)?")) {
            inOneProcess(conf);
        } else {
            conf.setIfMissing("spark.jars", String.join(",", jars())).setIfMissing(GIVE_UP, TEN_MINUTES);
        }
        secret(conf);
        String workLog = System.getProperty("phasegrid.workLog", "");
        return workLog.isEmpty() ? conf : conf.set(WORK_LOG, workLog);
    }

    /** Nobody reaches it, and it never gives its own driver up, however long a machine that is too busy makes it wait. */
    private static void inOneProcess(SparkConf conf) {
        conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                .setIfMissing("spark.driver.host", "127.0.0.1")
                .setIfMissing(GIVE_UP, String.valueOf(Integer.MAX_VALUE));
    }

    /** In cluster deploy mode the secret is in the environment alone, where Spark itself doesn't look again. */
    private static void secret(SparkConf conf) {
        String secret = System.getenv("_SPARK_AUTH_SECRET");
        if (conf.getBoolean("spark.authenticate", false) && secret != null) {
            conf.setIfMissing("spark.authenticate.secret", secret);
        }
    }

    /** What executors in other processes fetch from the driver: our own jars and those that the user has added. */
    private static List<String> jars() {
        List<String> jars = new ArrayList<>(jars(System.getProperty("phasegrid.home", "")));
        String added = System.getProperty("phasegrid.jars", "");
        Arrays.stream(added.split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(jar -> Path.of(jar).toUri().toString())
                .forEach(jars::add);
        return jars;
    }

    /** Our own jars in a runnable directory. */
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
