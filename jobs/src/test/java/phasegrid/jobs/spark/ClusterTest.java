package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private static final String GIVE_UP = "spark.executor.heartbeat.maxFailures";

    /** A process that serves itself waits for itself; else a starved machine ends it with Spark's own exit status 56. */
    @Test
    void aLocalRunNeverGivesItselfUp() {
        assertThat(Cluster.conf("local[2]", "starved").getInt(GIVE_UP, 60)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void executorsWaitTenMinutesForTheirDriver() {
        SparkConf conf = Cluster.conf("spark://127.0.0.1:7077", "paused");
        long seconds = conf.getTimeAsSeconds("spark.executor.heartbeatInterval") * conf.getInt(GIVE_UP, 60);
        assertThat(Duration.ofSeconds(seconds)).hasMinutes(10);
    }

    @Test
    void aSitesSettingStays() {
        System.setProperty(GIVE_UP, "7");
        try {
            assertThat(Cluster.conf("local[2]", "site").getInt(GIVE_UP, 60)).isEqualTo(7);
        } finally {
            System.clearProperty(GIVE_UP);
        }
    }
}
