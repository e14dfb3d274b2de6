package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.data.Formats;
import phasegrid.jobs.table.CommitPoints;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.table.Part;

/**
 * A sweep on a real HDFS of two data nodes in this process, of which one is stopped on the way. Its classes come with
 * the profile {@code faults} alone, so they are reached by name.
 */
@Tag("faults")
@Timeout(300)
class HdfsTest {
    @TempDir
    Path folder;

    private Object cluster;

    @BeforeEach
    void start() throws ReflectiveOperationException {
        Class<?> builder = builder();
        assumeThat(builder).as("hadoop-client-minicluster is there").isNotNull();
        Configuration settings = new Configuration();
        settings.set("hdfs.minidfs.basedir", folder.toString());
        settings.set("dfs.replication", "2");
        Object nodes = builder.getConstructor(Configuration.class).newInstance(settings);
        builder.getMethod("numDataNodes", int.class).invoke(nodes, 2);
        cluster = builder.getMethod("build").invoke(nodes);
    }

    private static Class<?> builder() {
        try {
            return Class.forName("org.apache.hadoop.hdfs.MiniDFSCluster$Builder");
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @AfterEach
    void stop() throws ReflectiveOperationException {
        if (cluster != null) {
            cluster.getClass().getMethod("shutdown").invoke(cluster);
        }
    }

    private void stopOneNode() {
        try {
            cluster.getClass().getMethod("stopDataNode", int.class).invoke(cluster, 0);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDataNodeStoppedDuringTheRunIsNotMissed() throws ReflectiveOperationException {
        Object uri = cluster.getClass().getMethod("getURI").invoke(cluster);
        Output output = Output.at(uri + "/runs/fields");
        AtomicInteger segments = new AtomicInteger();
        Output watched = output.with(new CommitPoints() {
            @Override
            public void afterRename(Part part) {
                if (part == Part.LEDGER && segments.incrementAndGet() == 2) {
                    stopOneNode();
                }
            }
        });
        Sweeps sweep = Sweeps.fields(40, 1);
        RunOutcome outcome =
                SweepRun.run(sweep.request(watched, "local[2]"), RunListener.SILENT, Sweeps.AT_ONCE, Sweeps.RIPPLES);
        assertThat(segments).hasValueGreaterThan(2);
        assertThat(outcome.exitStatus()).isZero();
        assertThat(Sweeps.hash(outcome)).isEqualTo(OneLoop.hash(sweep));
        RunOutcome again = SweepRun.run(sweep.request(output, "local[2]"), RunListener.SILENT);
        assertThat(again.computed()).isZero();
        assertThat(Sweeps.hash(again)).isEqualTo(Sweeps.hash(outcome));
    }

    @Test
    void aDataFileIsReadFromThere() throws ReflectiveOperationException, IOException {
        URI uri = (URI) cluster.getClass().getMethod("getURI").invoke(cluster);
        Path here = Formats.file(folder, "points.csv", "1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8));
        org.apache.hadoop.fs.Path there = new org.apache.hadoop.fs.Path(uri + "/data/points.csv");
        FileSystem.get(uri, new Configuration()).copyFromLocalFile(new org.apache.hadoop.fs.Path(here.toUri()), there);
        assertThat(DataFiles.HERE.file(there.toString()).content())
                .isEqualTo(DataFiles.HERE.file(here.toString()).content());
    }
}
