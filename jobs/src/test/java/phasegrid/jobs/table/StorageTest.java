package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.sweep.Address;

class StorageTest {
    private static final Address FIRST = new Address(0, 0, 0);

    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        ObjectStore.clear();
        PlainFiles.RENAMED.clear();
    }

    private Output output(String kind) {
        return switch (kind) {
            case "objects" -> Output.at("objects://bucket/sweep").with(ObjectStore.settings());
            case "plain" -> Output.at("plain://" + folder + "/sweep").with(PlainFiles.settings());
            default -> Output.at(folder + "/sweep");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "plain", "objects"})
    void everyStorageKeepsTheSamePromises(String kind) {
        Output output = output(kind);
        assertThat(output.list(Part.LEDGER)).isEmpty();
        assertThat(output.read(Part.PHASE)).isEmpty();
        assertThat(output.read(Part.LEDGER, "nothing")).isEmpty();
        Ledger ledger = Ledger.at(output);
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        ledger.commit(List.of(Rows.row(2, FIRST, Rows.HERE, 2)));
        assertThat(ledger.inventory().rows()).isEqualTo(2);
        assertThat(ledger.rows(Set.of(Rows.key(2))).get(Rows.key(2)).get(0).payload())
                .containsExactly(2);
        output.publish(Part.PHASE, bytes("old"));
        output.publish(Part.PHASE, bytes("new"));
        assertThat(output.read(Part.PHASE)).contains(bytes("new"));
        output.publish(Part.REPORT, "figures/a.svg", bytes("<svg/>"));
        assertThat(output.read(Part.REPORT, "figures/a.svg")).contains(bytes("<svg/>"));
    }

    @Test
    void anObjectIsPutOnceAndOnlyWhenItIsWhole() {
        Output output = output("objects");
        ObjectStore.FAILING_WRITES.set(2);
        Ledger.at(output).commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        assertThat(ObjectStore.PUTS).hasValue(1);
        assertThat(ObjectStore.ABORTS).hasValue(2);
        assertThat(Ledger.at(output).inventory().rows()).isEqualTo(1);
        ObjectStore.FAILING_WRITES.set(9);
        assertThatThrownBy(() -> output.publish(Part.PHASE, bytes("half")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "Cannot write objects://bucket/sweep/phase.parquet: IOException: connection reset");
        assertThat(ObjectStore.PUTS).hasValue(1);
        assertThat(ObjectStore.OBJECTS).hasSize(1);
    }

    @Test
    void oneMisreadIsNoCorruption() {
        Ledger ledger = Ledger.at(output("objects"));
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        ObjectStore.FLIPPED_READS.set(1);
        assertThat(ledger.rows(Set.of(Rows.key(1)))).hasSize(1);
        ObjectStore.FLIPPED_READS.set(2);
        assertThat(ledger.rows(Set.of(Rows.key(1)))).isEmpty();
        assertThat(ledger.inventory().rows()).isZero();
        assertThat(ledger.segments()).isEmpty();
        assertThat(ObjectStore.OBJECTS.keySet()).anyMatch(name -> name.contains("/quarantine/segment-"));
    }

    @Test
    void aFileThatIsRenamedIsNeverListedBefore() {
        Output output = output("plain");
        Ledger.at(output).commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        assertThat(PlainFiles.RENAMED).hasSize(1);
        assertThat(PlainFiles.RENAMED.get(0)).matches("\\.segment-.*\\.part > segment-[0-9a-f]{64}\\.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "plain"})
    void whatAKilledProcessLeavesIsNeverListed(String kind) throws IOException {
        Output output = output(kind);
        output.publish(Part.CHAINS, "whole", bytes("x"));
        Files.writeString(folder.resolve("sweep/chains").resolve(Storage.temporary("whole")), "half");
        assertThat(output.list(Part.CHAINS)).containsExactly("whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "plain", "objects"})
    void aPublicationThatIsCutShortShowsNothing(String kind) {
        CommitPoints cutting = new CommitPoints() {
            @Override
            public void beforeRename(Part part) {
                throw new IllegalStateException("cut");
            }
        };
        Output output = output(kind);
        output.publish(Part.PHASE, bytes("old"));
        assertThatThrownBy(() -> output.with(cutting).publish(Part.PHASE, bytes("new")))
                .hasMessage("cut");
        assertThatThrownBy(() -> Ledger.at(output.with(cutting)).commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1))))
                .hasMessage("cut");
        assertThat(output.read(Part.PHASE)).contains(bytes("old"));
        assertThat(Ledger.at(output).segments()).isEmpty();
    }

    @Test
    void everyPointIsToldWithItsPart() {
        List<String> told = new ArrayList<>();
        CommitPoints listening = new CommitPoints() {
            @Override
            public void beforeWrite(Part part) {
                told.add("write " + part);
            }

            @Override
            public void beforeRename(Part part) {
                told.add("rename " + part);
            }

            @Override
            public void afterRename(Part part) {
                told.add("done " + part);
            }
        };
        for (String kind : List.of("local", "plain", "objects")) {
            told.clear();
            Ledger.at(output(kind).with(listening)).commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
            assertThat(told).as(kind).containsExactly("write LEDGER", "rename LEDGER", "done LEDGER");
        }
    }

    @Test
    void aReaderSeesTheOldOrTheNewTableNeverAMixture() throws InterruptedException {
        Output output = output("local");
        byte[] one = bytes("1".repeat(100_000));
        byte[] two = bytes("2".repeat(50_000));
        output.publish(Part.PHASE, one);
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 60; i++) {
                output.publish(Part.PHASE, i % 2 == 0 ? two : one);
            }
        });
        writer.start();
        int reads = 0;
        while (writer.isAlive()) {
            byte[] seen = output.read(Part.PHASE).orElseThrow();
            assertThat(Arrays.equals(seen, one) || Arrays.equals(seen, two)).isTrue();
            reads++;
        }
        writer.join();
        assertThat(reads).isPositive();
    }

    @Test
    void aPathWithoutASchemeIsLocalWhateverHadoopThinks() {
        Configuration cluster = ObjectStore.settings();
        cluster.set("fs.defaultFS", "objects://bucket/");
        Output output = Output.at(folder + "/a sweep/").with(cluster);
        output.publish(Part.PHASE, bytes("x"));
        assertThat(folder.resolve("a sweep/phase.parquet")).exists();
        assertThat(ObjectStore.OBJECTS).isEmpty();
        assertThat(output.toString()).isEqualTo(folder.toUri() + "a%20sweep").startsWith("file:///");
        assertThat(Output.at("runs/x").local()).contains(Path.of("runs/x").toAbsolutePath());
        assertThat(Output.at("runs/x").toString()).startsWith("file:///").endsWith("/runs/x");
    }

    @Test
    void aPrintedUriLeadsBack() {
        for (String path : List.of(folder + "/a b", folder + "/x", folder + "/β=2", folder + "/50%")) {
            Output output = Output.at(path);
            assertThat(Output.at(output.toString()).local()).isEqualTo(output.local());
        }
        assertThat(Output.at("file:" + folder).local()).contains(folder);
        assertThat(Output.at("file:runs/x").local()).contains(Path.of("runs/x").toAbsolutePath());
        assertThat(Output.at("objects://bucket/sweep/").uri(Part.PHASE))
                .isEqualTo("objects://bucket/sweep/phase.parquet");
    }

    @Test
    void anUnknownSchemeIsNamed() {
        Output output = Output.at("nowhere://x/y").with(new Configuration(false));
        assertThatThrownBy(() -> Ledger.at(output).segments())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere://x/y/quarantine")
                .hasMessageContaining("No FileSystem for scheme \"nowhere\"");
    }

    @Test
    void aFolderThatIsNotThereIsMadeWithTheFirstFile() {
        Output output = Output.at(folder + "/deep/er");
        assertThat(Ledger.at(output).inventory().rows()).isZero();
        assertThat(folder.resolve("deep")).doesNotExist();
        output.publish(Part.LOG, "driver.log", bytes("x"));
        assertThat(folder.resolve("deep/er/log/driver.log")).exists();
        assertThat(Files.exists(folder.resolve("deep/er/ledger"))).isFalse();
    }
}
